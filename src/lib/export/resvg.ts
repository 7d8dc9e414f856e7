import { Resvg, initWasm } from '@resvg/resvg-wasm';

let ready: Promise<void> | undefined;

/**
 * The rasteriser of SVG, which refuses to be started twice in one process.
 * @param wasm - reads its program, `@resvg/resvg-wasm/index_bg.wasm`; asked once
 */
export async function resvg(wasm: () => Uint8Array): Promise<typeof Resvg> {
	await (ready ??= initWasm(wasm()));
	return Resvg;
}
