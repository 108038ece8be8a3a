"""Steps of gradient descent by PyTorch on one thread, timed on request: a job and a count a line, and milliseconds a step and the first loss a line."""
import sys
import time

try:
    import numpy
    import torch
    from torch.nn import functional
except ImportError:
    torch = None

RATE = 1e-4
MEMBERS = 64
SAMPLES = 1797


def numbers(count, seed, scale=1.0):
    """The same floats as Assay's side has."""
    index = numpy.arange(count, dtype=numpy.uint64) + numpy.uint64(7919 * seed)
    bits = (index * numpy.uint64(2654435761) & numpy.uint64(0xFFFFFFFF)) >> numpy.uint64(8)
    return torch.from_numpy(((bits.astype(numpy.float64) / (1 << 24) - 0.5) * scale).astype(numpy.float32))


def samples(features):
    return numbers(SAMPLES * features, 1).reshape(SAMPLES, features), torch.arange(SAMPLES) % 10


def rows(member, count):
    return (torch.arange(count) * 7 + member) % SAMPLES


def parameters(shapes, member):
    """One vector, cut into the parameters of each layer in turn."""
    flat, parts, start = numbers(sum(numpy.prod(shape) for shape in shapes), 10 + member, 0.2), [], 0
    for shape in shapes:
        count = int(numpy.prod(shape))
        parts.append(flat[start:start + count].reshape(shape).clone().requires_grad_())
        start += count
    return parts


def dense_shapes(sizes):
    return [shape for left, right in zip(sizes, sizes[1:]) for shape in ((right, left), (right,))]


def dense(x, weights):
    for layer in range(0, len(weights), 2):
        x = functional.linear(x if layer == 0 else functional.relu(x), weights[layer], weights[layer + 1])
    return x


def images(x, weights):
    x = functional.max_pool2d(functional.relu(functional.conv2d(x, weights[0], weights[1], padding=1)), 2)
    x = functional.max_pool2d(functional.relu(functional.conv2d(x, weights[2], weights[3], padding=1)), 2)
    return functional.linear(x.flatten(1), weights[4], weights[5])


def stacked(x, weights):
    x = functional.relu(torch.baddbmm(weights[1].unsqueeze(1), x, weights[0].transpose(1, 2)))
    return torch.baddbmm(weights[3].unsqueeze(1), x, weights[2].transpose(1, 2))


def descend(loss, weights):
    slopes = torch.autograd.grad(loss, weights)
    with torch.no_grad():
        for weight, slope in zip(weights, slopes):
            weight.sub_(slope, alpha=RATE)
    return loss


def one(model, shapes, x, y):
    weights = parameters(shapes, 0)
    return lambda: descend(functional.cross_entropy(model(x, weights), y), weights)


def loop():
    x, y = samples(64)
    members = [(parameters(dense_shapes([64, 32, 10]), member), rows(member, 32)) for member in range(MEMBERS)]
    def step():
        losses = [descend(functional.cross_entropy(dense(x[own], weights), y[own]), weights) for weights, own in members]
        return losses[0]
    return step


def modules():
    """As most would write it."""
    x, y = samples(64)
    members = []
    for member in range(MEMBERS):
        network = torch.nn.Sequential(torch.nn.Linear(64, 32), torch.nn.ReLU(), torch.nn.Linear(32, 10))
        with torch.no_grad():
            for own, weight in zip(network.parameters(), parameters(dense_shapes([64, 32, 10]), member)):
                own.copy_(weight)
        members.append((network, torch.optim.SGD(network.parameters(), RATE), rows(member, 32)))
    criterion = torch.nn.CrossEntropyLoss()
    def step():
        first = None
        for network, optimiser, own in members:
            optimiser.zero_grad(set_to_none=True)
            loss = criterion(network(x[own]), y[own])
            loss.backward()
            optimiser.step()
            first = loss if first is None else first
        return first
    return step


def bmm():
    x, y = samples(64)
    members = [parameters(dense_shapes([64, 32, 10]), member) for member in range(MEMBERS)]
    weights = [torch.stack([member[i].detach() for member in members]).requires_grad_() for i in range(4)]
    own = torch.stack([rows(member, 32) for member in range(MEMBERS)])
    def step():
        outputs = stacked(x[own], weights)
        losses = functional.cross_entropy(outputs.reshape(-1, 10), y[own].reshape(-1), reduction="none").reshape(MEMBERS, -1).mean(1)
        descend(losses.sum(), weights)
        return losses[0]
    return step


def batch(features, count):
    x, y = samples(features)
    return x[rows(0, count)], y[rows(0, count)]


def network(size):
    x, y = batch(size * size, 128)
    shapes = [(8, 1, 3, 3), (8,), (16, 8, 3, 3), (16,), (10, 16 * (size // 4) ** 2), (10,)]
    return one(images, shapes, x.reshape(-1, 1, size, size), y)


JOBS = {
    "modules": modules,
    "loop": loop,
    "bmm": bmm,
    "full": lambda: one(dense, dense_shapes([64, 32, 10]), *batch(64, SAMPLES)),
    "wide": lambda: one(dense, dense_shapes([784, 512, 512, 10]), *batch(784, 128)),
    "cnn8": lambda: network(8),
    "cnn28": lambda: network(28),
}

if torch:
    torch.set_num_threads(1)
    torch.set_flush_denormal(False)
print(f"PyTorch {torch.__version__}" if torch else "", flush=True)
steps, firsts = {}, {}
for line in sys.stdin:
    job, count = line.split()
    if job not in steps:
        steps[job] = JOBS[job]()
        firsts[job] = steps[job]().item()
        steps[job]()
    start = time.perf_counter()
    for _ in range(int(count)):
        steps[job]()
    print(f"{1000 * (time.perf_counter() - start) / int(count)!r} {firsts[job]!r}", flush=True)
