/** How rows count by their distance from the cut-off, as a share u of the bandwidth. */
export type Kernel = 'triangular' | 'epanechnikov' | 'uniform';

interface KernelRule {
	readonly weight: (u: number) => number;
	/** Rows at exactly the bandwidth have a part. */
	readonly closed: boolean;
	/** Of the pilot bandwidth, times the spread over the fifth root of n (R `rdrobust`: C_c). */
	readonly pilot: number;
}

export const kernels: Record<Kernel, KernelRule> = {
	triangular: { weight: (u) => 1 - Math.abs(u), closed: false, pilot: 2.576 },
	epanechnikov: { weight: (u) => 0.75 * (1 - u * u), closed: false, pilot: 2.34 },
	uniform: { weight: () => 0.5, closed: true, pilot: 1.843 }
};
