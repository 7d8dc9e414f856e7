import { slug } from '../identifiers.ts';
import { localized } from '../localized.ts';
import { register } from './entry.ts';

/** What a document says that one type of actor has to do with another; nothing is inferred. */
export const relationRegister = register(
	'relations',
	{
		/** Both of the register of actors. */
		actor: slug,
		other: slug,
		kind: slug,
		/** Whether the document tells of it or asks for it. */
		state: slug,
		detail: localized.optional()
	},
	{
		check: ({ actor, other }) =>
			actor === other ? [[['other'], `the actor itself: ${other}`]] : []
	}
);
