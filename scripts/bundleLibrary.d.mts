/** Writes the library to a directory; what its entries share is in chunks. */
export function bundleLibrary(directory: string): Promise<void>;
