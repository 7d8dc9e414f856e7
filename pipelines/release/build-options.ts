import type { Profile } from '#lib/model/manifest.ts';

export interface BuildOptions {
	readonly profile: Profile;
	/** Takes one piece of text, new lines included. */
	readonly progress: (text: string) => void;
	/** Where everything generated lies; defaults to the project. */
	readonly root?: string;
	readonly isTerminal?: boolean;
	readonly env?: Readonly<Record<string, string | undefined>>;
	/** Against which an embargo is held; defaults to the time it is. */
	readonly now?: Date;
}
