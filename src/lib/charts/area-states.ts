/**
 * How an area is filled. `shown`: by its class; `weak`: hollow, with dots; `withheld` and
 * `not-comparable`: two hatchings; `absent`: nothing was asked of it.
 */
export type AreaState = 'shown' | 'weak' | 'withheld' | 'not-comparable' | 'absent';

/** What the legend calls them, in the language of the reader. */
export type StateWords = Readonly<Record<Exclude<AreaState, 'shown'>, string>>;

export interface AreaFigure {
	readonly value: number | undefined;
	readonly word?: string;
	/** Why there is no value; `withheld` unless it says otherwise. */
	readonly why?: 'withheld' | 'not-comparable';
}

export function areaState(row: AreaFigure | undefined): AreaState {
	if (row === undefined) return 'absent';
	if (row.value === undefined) return row.why ?? 'withheld';
	return row.word === undefined ? 'shown' : 'weak';
}

/** The paint of an area; patterns have the ids that `ChartPatterns` gives them. */
export function areaPaint(state: AreaState, shade: number | undefined, id: string): string {
	if (state === 'shown') return `var(--sequence-${shade})`;
	return state === 'absent' ? 'var(--paper-sunken)' : `url(#${id}-${state})`;
}

/**
 * The ink of a text on an area. The fourth shade is a middle one in both themes: dark text on it
 * means ink on paper and paper by night.
 */
export function textPaint(state: AreaState, shade: number | undefined): string {
	if (state !== 'shown' || shade === undefined || shade < 4) return 'var(--ink)';
	return shade === 4 ? 'light-dark(var(--ink), var(--paper))' : 'var(--paper)';
}
