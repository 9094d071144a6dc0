/** Writes the library to a directory: `main.js`, the threads it starts, and what they share. */
export function bundleLibrary(directory: string): Promise<void>;
