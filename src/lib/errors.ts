/** A caller asked for something outside what a function is defined for. */
export class DomainError extends Error {
	override name = 'DomainError';
}

/** Data broke a stated expectation; the message names the file, the place and the value. */
export class DataError extends Error {
	override name = 'DataError';
}

/** The query engine refused; carries the statement it was given. */
export class QueryError extends Error {
	override name = 'QueryError';
	readonly sql: string;

	constructor(message: string, sql: string, options?: ErrorOptions) {
		super(message, options);
		this.sql = sql;
	}
}
