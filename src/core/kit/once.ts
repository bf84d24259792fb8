/** Makes something at the first call and gives the same to all others. What failed is made again by the next call. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    if (made === undefined) {
      const mine = { value: make() };
      made = mine;
      if (mine.value instanceof Promise) {
        mine.value.catch(() => {
          made = undefined;
        });
      }
    }
    return made.value;
  };
}
