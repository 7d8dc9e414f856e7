import type { Attachment } from 'svelte/attachments';

/** Says which area of a drawing is pointed at: the attribute that names it, or nothing. */
export function pointed(
	attribute: `data-${string}`,
	choose: (name: string | undefined) => void
): Attachment {
	return (node) => {
		const point = ({ target }: Event) =>
			choose((target as Element).closest(`[${attribute}]`)?.getAttribute(attribute) ?? undefined);
		const stopped = new AbortController();
		for (const kind of ['pointerover', 'click'])
			node.addEventListener(kind, point, { signal: stopped.signal });
		return () => stopped.abort();
	};
}
