/** A share that the release shows of a whole country, with what its design did to its error. */
interface PublishedShare {
	readonly survey: string;
	readonly title: string;
	readonly share: number;
	readonly deff: number;
	readonly n: number;
	readonly synthetic: boolean;
	/** The design is not known in full: the true design effect is larger. */
	readonly isLowerBound: boolean;
}

export interface SharedIndicator {
	readonly id: string;
	readonly concept: string;
	readonly label: string;
	readonly shares: readonly PublishedShare[];
}
