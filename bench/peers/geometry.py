"""Products of Hessians by PyTorch's double backward pass on one thread, timed on request: a job and a count a line, and milliseconds and the product's squared length a line."""
import sys
import time

try:
    import numpy
    import torch
    from torch.nn import functional
except ImportError:
    torch = None

SAMPLES = 1797
SHAPES = [(32, 64), (32,), (10, 32), (10,)]


def numbers(count, seed, scale=1.0):
    """The same floats as Assay's side has."""
    index = numpy.arange(count, dtype=numpy.uint64) + numpy.uint64(7919 * seed)
    bits = (index * numpy.uint64(2654435761) & numpy.uint64(0xFFFFFFFF)) >> numpy.uint64(8)
    return torch.from_numpy(((bits.astype(numpy.float64) / (1 << 24) - 0.5) * scale).astype(numpy.float32))


def cut(flat):
    parts, start = [], 0
    for shape in SHAPES:
        count = int(numpy.prod(shape))
        parts.append(flat[start:start + count].reshape(shape))
        start += count
    return parts


def prepare():
    size = sum(int(numpy.prod(shape)) for shape in SHAPES)
    weights = [part.clone().requires_grad_() for part in cut(numbers(size, 10, 0.2))]
    x, y = numbers(SAMPLES * 64, 1).reshape(SAMPLES, 64), torch.arange(SAMPLES) % 10
    vector = numbers(size, 20)

    def gradient():
        outputs = functional.linear(functional.relu(functional.linear(x, weights[0], weights[1])), weights[2], weights[3])
        return torch.autograd.grad(functional.cross_entropy(outputs, y), weights, create_graph=True)

    def product(slopes, parts):
        return torch.autograd.grad(slopes, weights, grad_outputs=parts, retain_graph=True)

    def hvp():
        return product(gradient(), cut(vector))

    def dense():
        """One gradient, whose graph all rows share."""
        slopes, rows = gradient(), torch.empty(size, size)
        unit = torch.zeros(size)
        for i in range(size):
            unit[i] = 1
            rows[i] = torch.cat([part.reshape(-1) for part in product(slopes, cut(unit))])
            unit[i] = 0
        return [rows]

    return {"hvp": hvp, "dense": dense}


if torch:
    torch.set_num_threads(1)
    JOBS = prepare()
    JOBS["hvp"]()
print(f"PyTorch {torch.__version__}" if torch else "", flush=True)
for line in sys.stdin:
    job, count = line.split()
    start = time.perf_counter()
    for _ in range(int(count)):
        result = JOBS[job]()
    took = 1000 * (time.perf_counter() - start) / int(count)
    print(f"{took!r} {sum((part.double() ** 2).sum().item() for part in result)!r}", flush=True)
