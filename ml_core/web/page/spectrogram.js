// The log-mel of the last seconds, newest at the right.

const SECONDS = 20;
const MAGMA = [
  [0, 0, 4], [12, 9, 38], [33, 17, 75], [60, 15, 113], [86, 20, 125], [110, 30, 129], [135, 40, 129], [161, 48, 126],
  [186, 56, 120], [210, 66, 111], [231, 83, 98], [244, 109, 88], [251, 139, 92], [254, 170, 111], [254, 201, 141], [253, 230, 172], [252, 253, 191],
];
const PAPER = [[255, 255, 255], [0, 0, 0]];
const HZ = [125, 500, 2000, 8000];

export class Spectrogram {
  constructor(canvas, axis, front) {
    this.bands = front.n_mels;
    this.width = Math.round((SECONDS * front.rate_hz) / front.hop);
    this.columns = new Float32Array(this.width * this.bands).fill(NaN);
    this.next = 0; // column that is written next; the oldest
    this.fresh = 0; // columns that are not drawn yet
    this.range = [0, 1];
    this.sinceRange = Infinity;
    canvas.width = this.width;
    canvas.height = this.bands;
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.light = matchMedia("(prefers-color-scheme: light)");
    this.light.addEventListener("change", () => this.#recolour());
    this.#recolour();
    axis.replaceChildren(...HZ.filter((hz) => hz < front.middle_hz.at(-1)).map((hz) => label(hz, front)));
  }

  clear() {
    this.columns.fill(NaN);
    this.#drawAll();
  }

  /** Columns one behind the other, each `bands` long. */
  push(columns) {
    for (let first = 0; first < columns.length; first += this.bands) {
      this.columns.set(columns.subarray(first, first + this.bands), this.next * this.bands);
      this.next = (this.next + 1) % this.width;
      this.fresh += 1;
    }
    if (this.fresh && !this.asked) this.asked = requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.asked = 0;
    if (!this.fresh) return; // it was cleared since
    this.sinceRange += this.fresh;
    if (this.sinceRange > this.width / SECONDS) {
      this.sinceRange = 0;
      if (this.#measure()) {
        this.#drawAll();
        return;
      }
    }
    const n = Math.min(this.fresh, this.width);
    this.fresh = 0;
    this.context.drawImage(this.canvas, -n, 0);
    this.context.putImageData(this.#picture(n), this.width - n, 0);
  }

  #drawAll() {
    this.fresh = 0;
    this.context.putImageData(this.#picture(this.width), 0, 0);
  }

  /** From the 8th to the 99.7th percentile of what is seen; whether that has changed. */
  #measure() {
    const some = [];
    for (let i = 0; i < this.columns.length; i += 37) if (!Number.isNaN(this.columns[i])) some.push(this.columns[i]);
    if (!some.length) return false;
    some.sort((a, b) => a - b);
    const [low, high] = [0.08, 0.997].map((share) => some[Math.floor(share * (some.length - 1))]);
    const before = this.range;
    const moved = Math.abs(low - before[0]) + Math.abs(high - before[1]) > 0.05 * (high - low);
    if (moved) this.range = [low, Math.max(high, low + 0.1)];
    return moved;
  }

  /** The last n columns. */
  #picture(n) {
    const image = this.context.createImageData(n, this.bands);
    const pixels = new Uint32Array(image.data.buffer);
    const [low, high] = this.range;
    for (let x = 0; x < n; x++) {
      const column = ((this.next - n + x + this.width) % this.width) * this.bands;
      for (let band = 0; band < this.bands; band++) {
        const value = this.columns[column + band];
        const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
        pixels[(this.bands - 1 - band) * n + x] = Number.isNaN(value) ? 0 : this.colours[Math.round(255 * share)];
      }
    }
    return image;
  }

  #recolour() {
    const stops = this.light.matches ? PAPER : MAGMA;
    this.colours = Uint32Array.from({ length: 256 }, (_, i) => {
      const at = (i / 255) * (stops.length - 1);
      const first = Math.min(Math.floor(at), stops.length - 2);
      const [r, g, b] = [0, 1, 2].map((c) => Math.round(stops[first][c] + (at - first) * (stops[first + 1][c] - stops[first][c])));
      return (255 << 24) | (b << 16) | (g << 8) | r;
    });
    this.#drawAll();
  }
}

function label(hz, front) {
  const band = front.middle_hz.findIndex((middle) => middle >= hz);
  const item = document.createElement("li");
  item.textContent = hz < 1000 ? `${hz}` : `${hz / 1000}k`;
  item.style.bottom = `${(100 * band) / front.n_mels}%`;
  return item;
}
