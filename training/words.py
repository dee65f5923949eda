"""Trains a linear model over hashed words and writes the weights that text/hashed-words.ts reads.

  words.py DATA OUT [--folds DIR] [--trained TEXT]

DATA is a folder with the labels, weights and folds of its rows as trees.py reads them, and
  buckets.i32       the buckets of all rows, one row after another
  bucket-start.i32  where each row's buckets begin, and the end
--folds writes the models trained without one fold as DIR/K/ and the name of OUT. Same data, same bytes.
"""
import argparse, base64, json, os
import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

BUCKETS = 1 << 16
RIDGE = 1.0
STEPS = 40


def load(folder):
    read = lambda name, kind: np.fromfile(os.path.join(folder, name), dtype=kind)
    start = read('bucket-start.i32', np.int32)
    lengths = np.diff(start)
    values = np.repeat(1 / np.sqrt(np.maximum(1, lengths)), lengths).astype(np.float32)
    x = csr_matrix((values, read('buckets.i32', np.int32), start), shape=(len(lengths), BUCKETS))
    return x, read('y.f32', np.float32), read('w.f32', np.float32), read('fold.i32', np.int32)


def fit(x, y, w):
    """Logistic regression with soft labels: the weight of each bucket, and the bias last."""
    columns = x.T.tocsr()

    def loss(v):
        z = x @ v[:-1] + v[-1]
        slope = w * (1 / (1 + np.exp(-z)) - y)
        value = (w * (np.logaddexp(0, z) - y * z)).sum() + 0.5 * RIDGE * (v[:-1] ** 2).sum()
        return value, np.append(columns @ slope + RIDGE * v[:-1], slope.sum())

    return minimize(loss, np.zeros(BUCKETS + 1), jac=True, method='L-BFGS-B', options=dict(maxiter=STEPS)).x


def write(out, trained, v):
    scale = float(np.abs(v[:-1]).max()) / 127
    packed = base64.b64encode(np.round(v[:-1] / scale).astype(np.int8).tobytes()).decode()
    os.makedirs(os.path.dirname(out) or '.', exist_ok=True)
    with open(out, 'w') as f:
        json.dump(dict(format='winnow-words/1', trained=trained, scale=round(scale, 6), bias=round(float(v[-1]), 6),
                       weights=packed), f, separators=(',', ':'))
        f.write('\n')


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument('data'); arguments.add_argument('out')
    arguments.add_argument('--folds'); arguments.add_argument('--trained', default='')
    a = arguments.parse_args()
    x, y, w, fold = load(a.data)
    for k in np.unique(fold) if a.folds else ():
        kept = fold != k
        write(os.path.join(a.folds, str(k), os.path.basename(a.out)), a.trained, fit(x[kept], y[kept], w[kept]))
    write(a.out, a.trained, fit(x, y, w))


main()
