import { describe, expect, test } from 'vitest';
import { faultsAfter } from '../../support/declared-faults.ts';
import type { Instance } from '../../support/instance.ts';

const file = 'baseline-frame.yaml';
const frame = (changes: string) => `dimensions:
  - id: visibility
    label: { en: Visibility }
    tells: { en: who sees }
    rhythm: 36
${changes}`;
const planned = (instance: Instance) =>
	instance.yaml('data/estimates.yaml', { breakdowns: ['sex'] });

describe('the frame of baselines', () => {
	test.for([
		[
			'an indicator',
			'    indicators: [‸sees-sail]\n',
			'dimensions[0].indicators[0]: unknown indicator: sees-sail, did you mean sees-sale'
		],
		[
			'a concept that figures are published by',
			'    indicators: [sees-sale]\n    groups: { indicators: [sees-sale], by: [‸sees_sale] }\n',
			'dimensions[0].groups.by[0]: no figures are published by it: sees_sale'
		]
	] as const)('refers to %s', ([, changes, message]) => {
		const { lines, place } = faultsAfter({ file, to: frame(changes) }, planned);
		expect(lines).toEqual([`${place}: ${message}`]);
	});

	test('may group by what is planned', () => {
		const groups = '    groups: { indicators: [sees-sale], by: [sex] }\n';
		const to = frame(`    indicators: [sees-sale]\n${groups}`);
		expect(faultsAfter({ file, to }, planned).lines).toEqual([]);
	});
});

describe('the register of actors', () => {
	test('wants a source for everything it states', () => {
		const to = '- id: cities\n  label: { en: Cities }\n  sources: ‸[]\n';
		const { lines } = faultsAfter({ file: 'registers/actors.yaml', to });
		expect(lines.join()).toMatch(/^registers\/actors\.yaml:3:\d+: \[0\]\.sources/);
	});
});
