"""Weight matching (Ainsworth, Hayase and Srinivasa 2023) with NumPy and SciPy, one thread: reads jobs, writes milliseconds and the sum of products that was reached."""
import sys
import time

try:
    import numpy as np
    import scipy
    from scipy.optimize import linear_sum_assignment
except ImportError:
    print("")
    sys.exit()

print(f"SciPy {scipy.__version__}, NumPy {np.__version__}", flush=True)


def layers(theta, sizes):
    result, at = [], 0
    for inputs, outputs in zip(sizes, sizes[1:]):
        weight = theta[at:at + inputs * outputs].reshape(outputs, inputs)
        at += inputs * outputs
        result.append((weight, theta[at:at + outputs]))
        at += outputs
    return result


def worth(first, second, orders, layer):
    (weight, bias), (after, _) = first[layer], first[layer + 1]
    (other, other_bias), (other_after, _) = second[layer], second[layer + 1]
    if layer > 0:
        other = other[:, orders[layer - 1]]
    if layer + 1 < len(orders):
        other_after = other_after[orders[layer + 1]]
    return weight @ other.T + np.outer(bias, other_bias) + after.T @ other_after


def match(first, second):
    orders = [np.arange(weight.shape[0]) for weight, _ in first[:-1]]
    while True:
        gained = False
        for layer in range(len(orders)):
            table = worth(first, second, orders, layer)
            rows, columns = linear_sum_assignment(table, maximize=True)
            if table[rows, columns].sum() > table[rows, orders[layer]].sum() + 1e-12:
                orders[layer], gained = columns, True
        if not gained:
            return orders


def agreement(first, second, orders):
    table = worth(first, second, orders, 0)
    return table[np.arange(len(table)), orders[0]].sum()


for line in sys.stdin:
    job, folder, *sizes = line.split()
    sizes = [int(size) for size in sizes]
    first, second = (layers(np.load(f"{folder}/{name}.npy"), sizes) for name in "ab")
    start = time.perf_counter()
    if job == "match":
        orders = match(first, second)
        end = time.perf_counter()
        answer = agreement(first, second, orders)
    else:
        table = worth(first, second, [np.arange(size) for size in sizes[1:-1]], 0)
        start = time.perf_counter()
        rows, columns = linear_sum_assignment(table, maximize=True)
        end = time.perf_counter()
        answer = table[rows, columns].sum()
    print((end - start) * 1000, repr(float(answer)), flush=True)
