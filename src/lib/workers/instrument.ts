import { importInstrument } from '#lib/readers/instrument/import-instrument.ts';
import { instrumentFault } from '#lib/readers/instrument/instrument-error.ts';
import { type InstrumentReply, instrumentRequest } from './instrument-messages.ts';

const post = (reply: InstrumentReply) => self.postMessage(reply);

self.onmessage = async ({ data }: MessageEvent<unknown>) => {
	const { file } = instrumentRequest.parse(data);
	try {
		post({ kind: 'read', reading: await importInstrument(file.name, file) });
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		post({ kind: 'error', fault: instrumentFault(error), message });
	}
};

post({ kind: 'ready' });
