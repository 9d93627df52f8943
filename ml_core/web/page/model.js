// What model.json says.

/** model.json with its arrays unpacked. */
export function unpacked(model) {
  const front = model.front_end;
  return {
    ...model,
    centre: numbers(Float32Array, model.centre),
    directions: numbers(Float32Array, model.directions),
    filters: Object.fromEntries(
      Object.entries(model.filters).map(([rate, { response, beginning }]) => [
        rate,
        {
          response: numbers(Float32Array, response),
          beginning: beginning.map((row) => numbers(Float32Array, row)),
        },
      ]),
    ),
    front_end: {
      ...front,
      taper: numbers(Float32Array, front.taper),
      band_first: numbers(Uint16Array, front.band_first),
      band_size: numbers(Uint16Array, front.band_size),
      band_weights: numbers(Float32Array, front.band_weights),
    },
  };
}

function numbers(Kind, text = "") {
  return new Kind(Uint8Array.from(atob(text), (one) => one.charCodeAt(0)).buffer);
}
