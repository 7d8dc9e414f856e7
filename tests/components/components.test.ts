import { parseHTML } from 'linkedom';
import { type Component, createRawSnippet } from 'svelte';
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import Band from '#lib/components/Band.svelte';
import DataTable from '#lib/components/DataTable.svelte';
import Figure from '#lib/components/Figure.svelte';
import Notice from '#lib/components/Notice.svelte';
import SelectField from '#lib/components/SelectField.svelte';
import SiteFooter from '#lib/components/SiteFooter.svelte';
import SiteHeader from '#lib/components/SiteHeader.svelte';
import Skeleton from '#lib/components/Skeleton.svelte';

type AnyComponent = (internals: never, props: never) => unknown;

function shown<C extends AnyComponent>(component: C, props: Parameters<C>[1]) {
	const { body } = render(component as unknown as Component, { props });
	return parseHTML(`<html><body>${body}</body></html>`).document;
}

const markup = (html: string) => createRawSnippet(() => ({ render: () => html }));

describe('DataTable', () => {
	const columns = [
		{ key: 'age', label: 'Age' },
		{ key: 'share', label: '%', align: 'end' as const }
	];
	const page = shown(DataTable, {
		caption: 'By age',
		columns,
		rows: [{ age: '12-17', share: '4' }]
	});

	test('names its columns, its rows and itself', () => {
		expect([...page.querySelectorAll('th[scope=col]')].map((th) => th.textContent)).toEqual([
			'Age',
			'%'
		]);
		expect(page.querySelector('th[scope=row]')?.textContent).toBe('12-17');
		const region = page.querySelector('[role=group]');
		const name = page.getElementById(region?.getAttribute('aria-labelledby') ?? '');
		expect(name?.textContent).toBe('By age');
	});

	test('can be scrolled by keyboard', () => {
		expect(page.querySelector('[role=group]')?.getAttribute('tabindex')).toBe('0');
	});
});

describe('SelectField', () => {
	const page = shown(SelectField, {
		label: 'Source',
		hint: 'Open surveys',
		value: 'b',
		onchoose: () => {},
		groups: [
			{ options: [{ value: 'a', label: 'A' }] },
			{ label: 'Protected', options: [{ value: 'b', label: 'B', unavailable: 'not published' }] }
		]
	});

	test('is labelled and described', () => {
		const select = page.querySelector('select');
		expect(page.querySelector('label')?.getAttribute('for')).toBe(select?.id);
		const hint = page.getElementById(select?.getAttribute('aria-describedby') ?? '');
		expect(hint?.textContent).toBe('Open surveys');
	});

	test('says why an option cannot be chosen, and selects the value', () => {
		const option = page.querySelector('optgroup[label=Protected] option');
		expect(option?.textContent.trim()).toBe('B (not published)');
		expect(option?.hasAttribute('disabled')).toBe(true);
		expect(option?.hasAttribute('selected')).toBe(true);
	});
});

describe('Notice', () => {
	const roleOf = (props: { kind: 'info' | 'error'; live?: boolean }) =>
		shown(Notice, { title: 'Title', ...props })
			.querySelector('.notice')
			?.getAttribute('role');

	test('speaks only when it is live, and at once when it is an error', () => {
		expect(roleOf({ kind: 'error' })).toBe('note');
		expect(roleOf({ kind: 'info', live: true })).toBe('status');
		expect(roleOf({ kind: 'error', live: true })).toBe('alert');
	});
});

describe('Figure', () => {
	test('puts the answer into a heading and leaves out what is not there', () => {
		const children = markup('<svg></svg>');
		const page = shown(Figure, { title: 'Two in five', level: 3, children, source: 'DANE. n 10' });
		expect(page.querySelector('figcaption h3')?.textContent).toBe('Two in five');
		expect(page.querySelector('.source')?.textContent).toBe('DANE. n 10');
		expect(page.querySelector('.actions, .subtitle, .table')).toBeNull();
	});
});

describe('SiteHeader', () => {
	const page = shown(SiteHeader, {
		name: 'Atalaya',
		home: '/es/',
		pagesLabel: 'Pages',
		pages: [{ href: '/es/explore/', label: 'Explore', current: true }],
		search: { href: '/es/search/', label: 'Search', current: false },
		languagesLabel: 'Language',
		languages: [
			{ locale: 'es', href: '/es/explore/', label: 'Español', current: true },
			{ locale: 'fr', href: '/fr/explore/', label: 'Français', current: false }
		]
	});

	test('marks where the reader is and in which language each link speaks', () => {
		expect(page.querySelector('.pages [aria-current=page]')?.textContent).toBe('Explore');
		const french = page.querySelector('a[hreflang=fr]');
		expect([french?.getAttribute('lang'), french?.getAttribute('href')]).toEqual([
			'fr',
			'/fr/explore/'
		]);
	});
});

describe('SiteFooter', () => {
	test('dates the page', () => {
		const page = shown(SiteFooter, {
			statement: 'None',
			facts: [{ term: 'Release', value: 'r1' }],
			links: [{ href: '/es/privacy/', label: 'Privacy' }]
		});
		expect(page.querySelector('a')?.getAttribute('href')).toBe('/es/privacy/');
		expect(page.querySelector('dt')?.textContent).toBe('Release');
		expect(page.querySelector('dd')?.textContent).toBe('r1');
	});
});

describe('Band', () => {
	test('is a landmark across the page, or a badge in a line', () => {
		const banner = shown(Band, { as: 'banner', label: 'Local' });
		expect(banner.querySelector('aside')?.getAttribute('aria-label')).toBe('Local');
		const badge = shown(Band, { as: 'badge', label: 'Demonstration' });
		expect(badge.querySelector('span')?.textContent).toBe('Demonstration');
	});
});

describe('Skeleton', () => {
	test('says what is awaited and keeps its place', () => {
		const lines = shown(Skeleton, { label: 'Working', lines: 2 });
		expect(lines.querySelector('[role=status]')?.textContent.trim()).toBe('Working');
		expect(lines.querySelectorAll('.line')).toHaveLength(2);
		const block = shown(Skeleton, { label: 'Working', height: '20rem' });
		expect(block.querySelector('[role=status]')?.getAttribute('style')).toContain('height: 20rem');
	});
});
