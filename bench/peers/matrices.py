"""Matrix work of NumPy and FLINT, timed on request: a command a line, and an answer a line."""
import ctypes
import ctypes.util
import sys
import time

try:
    import numpy
except ImportError:
    numpy = None

flint = ctypes.util.find_library("flint")
flint = ctypes.CDLL(flint) if flint else None
if flint:
    flint.fmpz_get_str.restype = ctypes.c_char_p


def load_blas():
    """The OpenBLAS that NumPy has loaded; None where it has another."""
    with open("/proc/self/maps", encoding="ascii", errors="replace") as maps:
        paths = {line.split()[-1] for line in maps if "blas" in line.split()[-1]}
    for path in paths:
        library = ctypes.CDLL(path)
        if hasattr(library, "openblas_get_config"):
            library.openblas_get_config.restype = ctypes.c_char_p
            return library
    return None


blas = load_blas() if numpy else None
matrices = {}


def read(path):
    if path not in matrices:
        matrices[path] = numpy.load(path)
    return matrices[path]


def flint_det(matrix):
    # The entries come first in the struct; a number below 2^62 in magnitude is stored as it is.
    rows, columns = matrix.shape
    entries = numpy.ascontiguousarray(matrix, dtype=numpy.int64)
    header = (ctypes.c_void_p * 8)()
    flint.fmpz_mat_init(header, ctypes.c_long(rows), ctypes.c_long(columns))
    ctypes.memmove(header[0], entries.ctypes.data, 8 * rows * columns)
    number = ctypes.c_long(0)
    start = time.perf_counter()
    flint.fmpz_mat_det(ctypes.byref(number), header)
    elapsed = time.perf_counter() - start
    return elapsed, flint.fmpz_get_str(None, 16, ctypes.byref(number)).decode()


def timed(work):
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def gemm(matrix, threads):
    blas.openblas_set_num_threads(threads)
    elapsed, product = timed(lambda: matrix @ matrix)
    blas.openblas_set_num_threads(1)
    return elapsed, product[0, 0]


JOBS = {
    "det": lambda matrix: timed(lambda: numpy.linalg.det(matrix)),
    "cond": lambda matrix: timed(lambda: numpy.linalg.cond(matrix)),
    "gemm1": lambda matrix: gemm(matrix, 1),
    "gemm2": lambda matrix: gemm(matrix, 2),
    "flint-det": flint_det,
}

if numpy:
    numpy.seterr(all="ignore")
print(f"NumPy {numpy.__version__}" if numpy and blas else "", flush=True)
print(blas.openblas_get_config().decode() if blas else "", flush=True)
print("FLINT " + (ctypes.c_char * 8).in_dll(flint, "flint_version").value.decode() if numpy and flint else "", flush=True)
for line in sys.stdin:
    job, path = line.split()
    seconds, answer = JOBS[job](read(path))
    print(f"{1000 * seconds!r} {answer}", flush=True)
