// Fourier transforms in double: of powers of two, and by Bluestein's way of any length.

export class Fourier {
  constructor(size) {
    this.size = size;
    this.cosines = Float64Array.from({ length: size / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / size));
    this.sines = Float64Array.from({ length: size / 2 }, (_, k) => Math.sin((2 * Math.PI * k) / size));
  }

  /** Complex numbers to their transform, in place; `size` must be a power of two. */
  transform(real, imaginary) {
    this.#reorder(real, imaginary);
    const { size, cosines, sines } = this;
    for (let half = 1; half < size; half *= 2) {
      const step = size / (2 * half);
      for (let first = 0; first < size; first += 2 * half) {
        for (let k = 0; k < half; k++) {
          const c = cosines[k * step];
          const s = sines[k * step];
          const a = first + k;
          const b = a + half;
          const re = c * real[b] + s * imaginary[b];
          const im = c * imaginary[b] - s * real[b];
          real[b] = real[a] - re;
          imaginary[b] = imaginary[a] - im;
          real[a] += re;
          imaginary[a] += im;
        }
      }
    }
  }

  #reorder(real, imaginary) {
    for (let i = 1, j = 0; i < this.size; i++) {
      let bit = this.size >> 1;
      for (; j & bit; bit >>= 1) j ^= bit;
      j |= bit;
      if (i < j) {
        [real[i], real[j]] = [real[j], real[i]];
        [imaginary[i], imaginary[j]] = [imaginary[j], imaginary[i]];
      }
    }
  }
}

/** A transform of complex numbers in place, for any length. */
export function transformOf(size) {
  if ((size & (size - 1)) === 0) {
    const fourier = new Fourier(size);
    return (real, imaginary) => fourier.transform(real, imaginary);
  }
  return bluestein(size);
}

function bluestein(size) {
  let padded = 1;
  while (padded < 2 * size - 1) padded *= 2;
  const fourier = new Fourier(padded);
  // k * k modulo 2 * size keeps the angle small, so that its cosine is exact for long signals.
  const angles = Float64Array.from({ length: size }, (_, k) => (Math.PI * ((k * k) % (2 * size))) / size);
  const chirpRe = angles.map(Math.cos);
  const chirpIm = angles.map(Math.sin);
  const filterRe = new Float64Array(padded);
  const filterIm = new Float64Array(padded);
  for (let k = 0; k < size; k++) {
    filterRe[k] = filterRe[(padded - k) % padded] = chirpRe[k];
    filterIm[k] = filterIm[(padded - k) % padded] = chirpIm[k];
  }
  fourier.transform(filterRe, filterIm);
  return (real, imaginary) => {
    const re = new Float64Array(padded);
    const im = new Float64Array(padded);
    for (let k = 0; k < size; k++) {
      re[k] = real[k] * chirpRe[k] + imaginary[k] * chirpIm[k];
      im[k] = imaginary[k] * chirpRe[k] - real[k] * chirpIm[k];
    }
    fourier.transform(re, im);
    for (let k = 0; k < padded; k++) {
      const product = re[k] * filterRe[k] - im[k] * filterIm[k];
      // Conjugated, so that the second transform is an inverse one but for the sign and size.
      im[k] = -(re[k] * filterIm[k] + im[k] * filterRe[k]);
      re[k] = product;
    }
    fourier.transform(re, im);
    for (let k = 0; k < size; k++) {
      const a = re[k] / padded;
      const b = -im[k] / padded;
      real[k] = a * chirpRe[k] + b * chirpIm[k];
      imaginary[k] = b * chirpRe[k] - a * chirpIm[k];
    }
  };
}

/** Squared magnitudes of the bins 0 .. n / 2 of n real samples, n of any size. */
export function powers(samples) {
  const real = Float64Array.from(samples);
  const imaginary = new Float64Array(samples.length);
  transformOf(samples.length)(real, imaginary);
  const bins = Math.floor(samples.length / 2) + 1;
  return Float64Array.from({ length: bins }, (_, k) => real[k] ** 2 + imaginary[k] ** 2);
}
