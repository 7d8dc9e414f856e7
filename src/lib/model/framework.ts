import { frameworkParts } from './framework-parts.ts';
import { frameworkProblems } from './framework-problems.ts';

/** `data/frameworks/<id>.yaml`: what a programme set out to do, and what it has reported. */
export const framework = frameworkParts.superRefine((value, context) => {
	for (const { path, message } of frameworkProblems(value))
		context.addIssue({ code: 'custom', path: [...path], message });
});
