"""Trains gradient-boosted trees on a feature matrix and writes the weights that text/trees.ts reads.

  trees.py DATA OUT [--fold K] [--set name=value ...] [--trained TEXT] [--margins FILE] [--folds DIR]

DATA is a folder that a training script of ours wrote:
  names.json   the feature names
  x.f32        float32, one row of features after another
  y.f32        float32, the label of each row, 0 or 1 (or a share in between)
  w.f32        float32, the weight of each row
  fold.i32     int32, the fold of each row; rows of one web domain are always in one fold
Without --fold the model is trained on every row; with it, on all rows but those of fold K (for honest evaluation).
The calibration curve (isotonic) comes from out-of-fold margins, so it is fitted on rows the trees did not see.
--folds writes the models that were trained without one fold as DIR/K/ and the name of OUT.
--margins writes each row's out-of-fold margin (float32): what a second model may be trained on.
Same data and parameters, same bytes.
"""
import argparse, base64, json, os
import lightgbm as lgb
import numpy as np
from sklearn.isotonic import IsotonicRegression

DEFAULTS = dict(objective='binary', learning_rate=0.08, num_leaves=31, min_data_in_leaf=40, feature_fraction=0.7,
                bagging_fraction=0.8, bagging_freq=1, lambda_l2=2.0, max_bin=127, seed=7, deterministic=True,
                force_row_wise=True, num_threads=1, verbose=-1)


def load(folder):
    names = json.load(open(os.path.join(folder, 'names.json')))
    read = lambda name, kind: np.fromfile(os.path.join(folder, name), dtype=kind)
    x = read('x.f32', np.float32).reshape(-1, len(names))
    return names, x, read('y.f32', np.float32), read('w.f32', np.float32), read('fold.i32', np.int32)


def train(x, y, w, params, rounds):
    soft = dict(params, objective='cross_entropy') if np.any((y != 0) & (y != 1)) else params
    return lgb.train(soft, lgb.Dataset(x, y, weight=w, params=soft), num_boost_round=rounds)


def floor32(value):
    """The largest float32 that is not above a double: float32 features then compare as they did in training."""
    f = np.float32(value)
    return f if float(f) <= value else np.nextafter(f, np.float32(-np.inf))


def flatten(booster):
    roots, feature, threshold, left, right, leaves = [], [], [], [], [], []

    def walk(node):
        if 'leaf_value' in node and 'split_feature' not in node:
            leaves.append(node['leaf_value'])
            return ~(len(leaves) - 1)
        at = len(feature)
        feature.append(node['split_feature']); threshold.append(floor32(node['threshold']))
        left.append(0); right.append(0)
        left[at] = walk(node['left_child']); right[at] = walk(node['right_child'])
        return at

    for tree in booster.dump_model()['tree_info']:
        roots.append(walk(tree['tree_structure']))
    pack = lambda values, kind: base64.b64encode(np.asarray(values, dtype=kind).tobytes()).decode()
    return dict(roots=pack(roots, '<i4'), feature=pack(feature, '<i2'), threshold=pack(threshold, '<f4'),
                left=pack(left, '<i4'), right=pack(right, '<i4'), leaves=pack(leaves, '<f4'))


def calibrate(margins, y, w, most=40):
    """An isotonic curve thinned to a few points; the ends stay off 0 and 1."""
    curve = IsotonicRegression(y_min=0.001, y_max=0.999, out_of_bounds='clip').fit(margins, y, sample_weight=w)
    xs = np.unique(np.quantile(margins, np.linspace(0, 1, most)))
    points = [(round(float(a), 4), round(float(b), 4)) for a, b in zip(xs, curve.predict(xs))]
    return points if len(points) > 1 else [(-1.0, points[0][1]), (1.0, points[0][1])]


def out_of_fold(x, y, w, fold, params, rounds):
    """Each row's margin from a model that did not see its fold, and those models."""
    margins, models = np.zeros(len(y)), {}
    for k in np.unique(fold):
        held = fold == k
        models[k] = train(x[~held], y[~held], w[~held], params, rounds)
        margins[held] = models[k].predict(x[held], raw_score=True)
    return margins, models


def write(out, names, trained, calibration, booster):
    model = dict(format='winnow-trees/1', features=names, trained=trained, calibration=calibration, **flatten(booster))
    os.makedirs(os.path.dirname(out) or '.', exist_ok=True)
    with open(out, 'w') as f:
        json.dump(model, f, separators=(',', ':')); f.write('\n')


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument('data'); arguments.add_argument('out')
    arguments.add_argument('--fold', type=int); arguments.add_argument('--rounds', type=int, default=200)
    arguments.add_argument('--set', action='append', default=[]); arguments.add_argument('--trained', default='')
    arguments.add_argument('--margins'); arguments.add_argument('--folds')
    a = arguments.parse_args()
    names, x, y, w, fold = load(a.data)
    params = dict(DEFAULTS, **{k: json.loads(v) for k, v in (s.split('=', 1) for s in a.set)})
    if a.fold is not None:
        kept = fold != a.fold
        x, y, w, fold = x[kept], y[kept], w[kept], fold[kept]
    margins, models = out_of_fold(x, y, w, fold, params, a.rounds)
    if a.margins: margins.astype(np.float32).tofile(a.margins)
    for k, model in models.items() if a.folds else ():
        seen = fold != k
        write(os.path.join(a.folds, str(k), os.path.basename(a.out)), names, a.trained,
              calibrate(margins[seen], y[seen], w[seen]), model)
    write(a.out, names, a.trained, calibrate(margins, y, w), train(x, y, w, params, a.rounds))
    print(f'{a.out}: {len(y)} rows, {len(names)} features, {os.path.getsize(a.out) / 1e6:.2f} MB')


main()
