import { DomainError } from '#lib/errors.ts';
import type { ChartFile } from './chart-file.ts';

/** More pixels make the canvas of a phone stay blank: https://developer.mozilla.org/docs/Web/HTML/Element/canvas */
const mostPixels = 16_777_216;

export interface PngSize {
	readonly width: number;
	readonly height: number;
	/** Pixels of the picture for one of the drawing. */
	readonly scale: number;
}

/** The size of a PNG in whole pixels: twice that of the drawing, less where a canvas cannot hold it. */
export function pngSize(
	{ width, height }: Pick<ChartFile, 'width' | 'height'>,
	wanted = 2
): PngSize {
	if (!(width > 0 && height > 0 && wanted > 0))
		throw new DomainError(`not a size of a picture: ${width} x ${height} x ${wanted}`);
	const scale = Math.min(wanted, Math.sqrt(mostPixels / (width * height)));
	return { width: Math.floor(width * scale), height: Math.floor(height * scale), scale };
}

/**
 * The picture as PNG, drawn by the browser; it holds pixels and nothing else.
 * @throws DomainError where the browser cannot draw it.
 */
export async function chartPng(file: ChartFile): Promise<Blob> {
	const { width, height } = pngSize(file);
	const address = URL.createObjectURL(new Blob([file.svg], { type: 'image/svg+xml' }));
	try {
		const image = new Image();
		image.src = address;
		await image.decode();
		const canvas = document.createElement('canvas');
		Object.assign(canvas, { width, height });
		const context = canvas.getContext('2d');
		if (!context) throw new DomainError('this browser draws no canvas: 2d');
		context.drawImage(image, 0, 0, width, height);
		return await pngOf(canvas);
	} finally {
		URL.revokeObjectURL(address);
	}
}

const pngOf = (canvas: HTMLCanvasElement): Promise<Blob> =>
	new Promise((resolve, reject) => {
		canvas.toBlob((blob) => {
			if (blob) resolve(blob);
			else reject(new DomainError(`no picture of this size: ${canvas.width} x ${canvas.height}`));
		}, 'image/png');
	});
