import type { Locale } from '#lib/model/localized.ts';

type Values = Readonly<Record<string, string | number>>;
type Message = (values: Values, options: { readonly locale: Locale }) => string;

/**
 * The messages that codes have, and no others: looked up by name in `m`, a page
 * would carry those of the whole product.
 */
const modules = import.meta.glob<Readonly<Record<string, Message>>>(
	[
		'../../../../lib/i18n/paraglide/messages/impact_{bacon,by,cell,change,choice,column,control}_*.js',
		'../../../../lib/i18n/paraglide/messages/impact_{design,displacement,estimand,estimator}_*.js',
		'../../../../lib/i18n/paraglide/messages/impact_{evidence,flow,found,group,harm,measures}_*.js',
		'../../../../lib/i18n/paraglide/messages/impact_{method,next,note,perspective,pretest}_*.js',
		'../../../../lib/i18n/paraglide/messages/impact_{reason,role,sensitivity,set,setting,side}_*.js',
		'../../../../lib/i18n/paraglide/messages/impact_{stage,time,type,variance,verdict,why,withheld}_*.js'
	],
	{ eager: true }
);
const messages: Readonly<Record<string, Message>> = Object.fromEntries(
	Object.values(modules).flatMap((one) => Object.entries(one))
);

/** What a code is of: the same one means something else elsewhere. */
export type CodeFamily =
	| 'bacon'
	| 'by'
	| 'cell'
	| 'change'
	| 'choice'
	| 'column'
	| 'control'
	| 'design'
	| 'displacement'
	| 'estimand'
	| 'estimator'
	| 'evidence'
	| 'flow'
	| 'found'
	| 'group'
	| 'group_line'
	| 'harm'
	| 'measures'
	| 'method'
	| 'next'
	| 'note'
	| 'perspective'
	| 'pretest'
	| 'reason'
	| 'role'
	| 'sensitivity'
	| 'set'
	| 'setting'
	| 'side'
	| 'stage'
	| 'time'
	| 'type'
	| 'variance'
	| 'verdict'
	| 'why'
	| 'withheld';

const keyOf = (family: CodeFamily, code: string) =>
	`impact_${family}_${code
		.replace(/([a-z])([A-Z])/g, '$1_$2')
		.toLowerCase()
		.replaceAll(/[- ]/g, '_')}`;

/** Whether somebody wrote what a code means. */
export const hasWords = (family: CodeFamily, code: string): boolean =>
	keyOf(family, code) in messages;

/** What a code means; the code itself where nobody wrote it down, which a test looks for. */
export function codeWords(
	family: CodeFamily,
	code: string,
	locale: Locale,
	values: Values = {}
): string {
	const message = messages[keyOf(family, code)];
	return message ? message(values, { locale }) : code;
}
