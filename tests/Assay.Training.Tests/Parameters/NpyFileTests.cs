using Assay.TestSupport;
using Assay.Training.Parameters;
using Assay.Training.Tests.Data;
using CsCheck;

namespace Assay.Training.Tests.Parameters;

/// <summary>Arrays in NumPy's format.</summary>
public sealed class NpyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read() =>
        Gen.Select(Gen.Int[0, 4].Array[0, 4], Gen.Double.Array[256]).Sample(
            (sizes, values) =>
            {
                values = values[..sizes.Aggregate(1, (a, b) => a * b)];
                var single = Array.ConvertAll(values, value => (float)value);
                NpyFile.Write<double>(_folder.At("d.npy"), sizes, values);
                NpyFile.Write<float>(_folder.At("f.npy"), sizes, single);
                var (fine, rough) = (NpyFile.Read<double>(_folder.At("d.npy")), NpyFile.Read<float>(_folder.At("f.npy")));
                return fine.Sizes.SequenceEqual(sizes) && fine.Values.AsSpan().SequenceEqual(values)
                    && rough.Sizes.SequenceEqual(sizes) && rough.Values.AsSpan().SequenceEqual(single)
                    && new FileInfo(_folder.At("d.npy")).Length % 64 == values.Length * 8 % 64;
            },
            threads: 1);

    [Fact]
    public void An_array_is_stored_as_NumPy_stores_it()
    {
        // numpy.save of numpy.array([[1.5], [2]], dtype='<f4'), NumPy 1.24.
        NpyFile.Write<float>(_folder.At("a.npy"), [2, 1], [1.5f, 2]);
        var text = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }";
        byte[] expected = [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. System.Text.Encoding.ASCII.GetBytes(text.PadRight(117) + "\n"), 0, 0, 0xC0, 0x3F, 0, 0, 0, 0x40];
        Assert.Equal(expected, File.ReadAllBytes(_folder.At("a.npy")));
    }

    [Fact]
    public void Columns_first_is_turned_into_rows_first()
    {
        // A[i, j, k] = 100 i + 10 j + k of sizes 2, 3, 2, the first index fastest.
        var values = from k in Enumerable.Range(0, 2) from j in Enumerable.Range(0, 3) from i in Enumerable.Range(0, 2) select (100 * i) + (10 * j) + k;
        var path = Stored("'<i2'", "True", "(2, 3, 2)", [.. values.SelectMany(value => BitConverter.GetBytes((short)value))]);
        Assert.Equal([0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121], NpyFile.Read<double>(path).Values);
    }

    [Theory]
    [InlineData("'<f8'", "(2,)", 15, "It has 143 bytes, and 2 entries of 8 bytes need 144. It was cut short; copy it again.")]
    [InlineData("'<f8'", "(2,)", 17, "It has 145 bytes, and 2 entries of 8 bytes need 144.")]
    [InlineData("'<f8'", "(1024, 1048576)", 0, "1,073,741,824 numbers would take 8.0 GiB of memory. Up to 268,435,456 are read; take fewer samples.")]
    [InlineData("'<f8'", "(9999999999999999999999, 0)", 0, "Its shape has a size '9999999999999999999999'.")]
    [InlineData("'<c16'", "(1,)", 16, "Its entries are complex")]
    [InlineData("'|O'", "(1,)", 8, "Its entries are Python objects")]
    public void Broken_files_are_refused(string type, string shape, int bytes, string message) =>
        Assert.Contains(message, Assert.Throws<TrainingException>(() => NpyFile.Read<double>(Stored(type, "False", shape, new byte[bytes]))).Message, StringComparison.Ordinal);

    [Fact]
    public void Sizes_have_to_fit_what_is_written() =>
        Assert.StartsWith("Sizes [2, 2] do not fit 3 values.", Assert.Throws<ArgumentException>(() => NpyFile.Write<float>(_folder.At("a.npy"), [2, 2], [1, 2, 3])).Message, StringComparison.Ordinal);

    [Fact]
    public void Arrays_of_NumPy_are_read()
    {
        var array = NpyFile.Read<double>(Corpus.PathOf("training", "hess_x.npy"));
        Assert.Equal([300, 64], array.Sizes);
        Assert.Equal(Corpus.Doubles("hess_x.npy"), array.Values);
        Assert.Equal([300], NpyFile.Read<float>(Corpus.PathOf("training", "hess_y.npy")).Sizes);
    }

    private string Stored(string type, string isColumns, string shape, byte[] values)
    {
        var text = $"{{'descr': {type}, 'fortran_order': {isColumns}, 'shape': {shape}, }}".PadRight(117) + "\n";
        File.WriteAllBytes(_folder.At("s.npy"), [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. System.Text.Encoding.ASCII.GetBytes(text), .. values]);
        return _folder.At("s.npy");
    }
}
