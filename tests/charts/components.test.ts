import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import BarChart from '#lib/charts/BarChart.svelte';
import DistributionChart from '#lib/charts/DistributionChart.svelte';
import HeatChart from '#lib/charts/HeatChart.svelte';
import SmallMultiples from '#lib/charts/SmallMultiples.svelte';
import TrendChart from '#lib/charts/TrendChart.svelte';
import { estimateRow, shareOptions } from '../support/chart-rows.ts';

const row = { ...estimateRow('2019', 'men', 0.2), time: 2019, margin: '± 2', panel: 'urban' };
const options = { ...shareOptions, rows: [row] };
const answers = { categories: [{ name: 'men' }], order: 'unordered' };

const markup = (component: unknown, props: Record<string, unknown>) =>
	render(component as Component<Record<string, unknown>>, { props }).body;

describe('before its width is known', () => {
	test.for([
		{ name: 'BarChart', component: BarChart, props: options },
		{ name: 'TrendChart', component: TrendChart, props: options },
		{ name: 'HeatChart', component: HeatChart, props: options },
		{ name: 'DistributionChart', component: DistributionChart, props: { ...options, ...answers } },
		{
			name: 'SmallMultiples',
			component: SmallMultiples,
			props: { input: { ...options, form: 'bars' } }
		}
	])('$name is an empty place', ({ component, props }) => {
		expect(markup(component, props)).toContain('<div');
		expect(markup(component, props)).not.toContain('<svg');
	});
});

describe('DistributionChart', () => {
	const charts = (form: string) =>
		markup(DistributionChart, { ...options, ...answers, form }).match(/<div/g)?.length;

	test('never draws the bar without the dots, which have the intervals', () => {
		expect(charts('bar')).toBe((charts('dots') ?? 0) + 1);
	});
});

describe('HeatChart', () => {
	test('can be scrolled by keyboard, and says what is scrolled', () => {
		expect(markup(HeatChart, options)).toMatch(/role="region" aria-label="share" tabindex="0"/);
		expect(markup(BarChart, options)).not.toContain('tabindex');
	});
});
