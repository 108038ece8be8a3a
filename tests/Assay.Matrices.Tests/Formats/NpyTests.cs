using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Assay.Matrices.Tests.Checking;
using Assay.TestSupport;

namespace Assay.Matrices.Tests.Formats;

/// <summary>Arrays as NumPy stores them, made by hand.</summary>
public sealed class NpyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("<f8", 8)]
    [InlineData(">f8", 8)]
    [InlineData("<f4", 4)]
    [InlineData(">f4", 4)]
    [InlineData("<f2", 2)]
    [InlineData(">f2", 2)]
    [InlineData("|i1", 1)]
    [InlineData("|u1", 1)]
    [InlineData("<i2", 2)]
    [InlineData(">i2", 2)]
    [InlineData("<u2", 2)]
    [InlineData(">u2", 2)]
    [InlineData("<i4", 4)]
    [InlineData(">i4", 4)]
    [InlineData("<u4", 4)]
    [InlineData(">u4", 4)]
    [InlineData("<i8", 8)]
    [InlineData(">i8", 8)]
    [InlineData("<u8", 8)]
    [InlineData(">u8", 8)]
    public void Every_type_and_order_is_read(string type, int size)
    {
        // The greatest whole number that a type has, which no other type of that size takes for the same.
        BigInteger greatest = type[1] switch
        {
            'f' => size == 2 ? 2048 : 1 << 24,
            'i' => (BigInteger.One << ((8 * size) - 1)) - 1,
            _ => (BigInteger.One << (8 * size)) - 1,
        };
        var least = type[1] == 'u' ? 0 : -greatest;
        BigInteger[] values = [1, 2, 3, 4, greatest, least];
        var bytes = values.SelectMany(value => Bytes(type, size, value)).ToArray();
        var rows = Load(Header(type, "(2, 3)", "False"), bytes);
        var columns = Load(Header(type, "(2, 3)", "True"), bytes);
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(Rational.Of(values[i]), rows[i / 3, i % 3]);
            Assert.Equal(Rational.Of(values[i]), columns[i % 2, i / 2]);
        }
    }

    // 8 by 8 parts of one: rounded to single precision, a singular matrix is within half a unit of that type, and none within half of a double's.
    [Theory]
    [InlineData("<f4", 4, "half an ulp (float32) of each entry", true)]
    [InlineData("<f8", 8, "half an ulp of each entry", false)]
    public void A_unit_in_the_last_place_is_that_of_the_stored_type(string type, int size, string uncertainty, bool isSingular)
    {
        var bytes = Enumerable.Range(0, 64).SelectMany(i => size == 4 ? BitConverter.GetBytes(1f / ((i / 8) + (i % 8) + 1)) : BitConverter.GetBytes((double)(1f / ((i / 8) + (i % 8) + 1))));
        var within = Load(Header(type, "(8, 8)", "False"), [.. bytes]).Diagnose().Analysis!.Within!;
        Assert.Equal(uncertainty, within.Uncertainty.ToString());
        Assert.Equal(isSingular, within is Assay.Matrices.Distance.SomeSingular);
    }

    // Half a unit of the least numbers of the type takes all entries to the same number.
    [Theory]
    [InlineData("<f2", 2, "half an ulp (float16) of each entry")]
    [InlineData("<f4", 4, "half an ulp (float32) of each entry")]
    public void Units_below_the_normal_range_of_the_type_are_its_least(string type, int size, string uncertainty)
    {
        int[] entries = [1, 1, 1, 2];
        var matrix = Load(Header(type, "(2, 2)", "False"), [.. entries.SelectMany(bits => BitConverter.GetBytes(bits).Take(size))]);
        var within = Assert.IsType<Assay.Matrices.Distance.SomeSingular>(matrix.Diagnose().Analysis!.Within);
        Assert.Equal(uncertainty, within.Uncertainty.ToString());
        Reports.AssertVerified(Reports.Of(matrix));
    }

    [Theory]
    [InlineData("float32", false)]
    [InlineData("float64", false)]
    [InlineData("float8", true)]
    public void A_report_is_about_the_type_that_it_names(string type, bool isRefused)
    {
        var matrix = Load(Header("<f2", "(1, 1)", "False"), [1, 0]);
        var report = Reports.Of(matrix);
        Assert.Contains("Every matrix within 1/2 ulp (float16) of each entry is regular.", Reports.Check(report).Statements.Select(statement => statement.Text));
        var other = Reports.Check(report.Replace("\"float16\"", $"\"{type}\"", StringComparison.Ordinal));
        Assert.Equal(isRefused, !other.Statements.Any(statement => statement.Text.Contains($"({type})", StringComparison.Ordinal)));
        Assert.Equal(isRefused, other.IsRejected);
        Assert.True(Reports.Check(report.Replace("\"ulp\"", "\"magnitude\"", StringComparison.Ordinal)).IsRejected);
    }

    [Theory]
    [InlineData("'|b1'", "(1, 2)", 2, null)]
    [InlineData("'<f8'", "(0, 0)", 0, null)]
    [InlineData("'<f8'", "(0, 3)", 0, null)]
    [InlineData("'<f8'", "(1, 1)", 7, "It has 135 bytes")]
    [InlineData("'<f8'", "(1, 1)", 9, "1 by 1 entries of 8 bytes need 136.")]
    [InlineData("'<f8'", "(4,)", 32, "It has 1 dimension; a matrix has two.")]
    [InlineData("'<f8'", "()", 8, "It has 0 dimensions")]
    [InlineData("'<f8'", "(1, 1, 1)", 8, "It has 3 dimensions")]
    [InlineData("'<f8'", "(20000, 20000)", 0, "would take 3.0 GiB of memory")]
    [InlineData("'<f8'", "(99999999999, 99999999999)", 0, "of memory")]
    [InlineData("'<f8'", "(99999999999999999999, 1)", 0, "Its shape has a size")]
    [InlineData("'<f8'", "(-1, 1)", 0, "Its shape has a size '-1'")]
    [InlineData("'<c16'", "(1, 1)", 16, "complex")]
    [InlineData("'|O'", "(1, 1)", 8, "Python objects, which are not read")]
    [InlineData("'<f16'", "(1, 1)", 16, "long doubles")]
    [InlineData("'<U4'", "(1, 1)", 16, "which are no numbers")]
    [InlineData("'<M8[ns]'", "(1, 1)", 8, "which are no numbers")]
    [InlineData("[('a', '<f8')]", "(1, 1)", 8, "Its entries are records.")]
    [InlineData("'<f8'", "(2147483647, 0)", 0, "It has 2,147,483,647 rows and 0 columns, and up to 33,554,432 of each are looked at.")]
    [InlineData("'<f8'", "(0, 99999999999)", 0, "It has 0 rows and 99,999,999,999 columns")]
    [InlineData("'<f8[2]'", "(1, 1)", 8, "which are no numbers")]
    public void What_is_no_matrix_of_numbers_is_refused(string type, string shape, int bytes, string? expected)
    {
        var header = $"{{'descr': {type}, 'fortran_order': False, 'shape': {shape}, }}";
        if (expected is null)
        {
            Load(header, new byte[bytes]);
            return;
        }

        Assert.Contains(expected, Assert.Throws<MatrixException>(() => Load(header, new byte[bytes])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{'descr': '<f8', 'shape': (1, 1), }")]
    [InlineData("{'descr': '<f8', 'fortran_order': 0, 'shape': (1, 1), }")]
    [InlineData("{'descr': '<f8', 'fortran_order': 'False', 'shape': (1, 1), }")]
    [InlineData("{'descr': True, 'fortran_order': False, 'shape': (1, 1), }")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': '(1, 1)', }")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1), 'shape': (1, 1), }")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1), 'more': True, }")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1)")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1), } {}")]
    [InlineData("{\"x 'descr': '<f8', 'fortran_order': False, 'shape': (1, 1), \": 1}")]
    public void A_header_of_another_form_is_refused(string header) =>
        Assert.Contains("fortran_order", Assert.Throws<MatrixException>(() => Load(header, new byte[8])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{'descr':'<f8','fortran_order':False,'shape':(1,1)}")]
    [InlineData("{ 'shape' : (1L, 1L) , 'fortran_order' : True , 'descr' : '=f8' }")]
    public void A_header_may_have_other_spaces_and_another_order(string header) => Assert.Equal((1, 1), (Load(header, new byte[8]).Rows, Load(header, new byte[8]).Columns));

    [Fact]
    public void A_truth_value_is_zero_or_one() =>
        Assert.Contains("The entry in row 2, column 1 is the byte 2", Assert.Throws<MatrixException>(() => Load(Header("|b1", "(2, 1)", "False"), [1, 2])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(double.NaN, "The entry in row 1, column 2 is not a number.")]
    [InlineData(double.PositiveInfinity, "The entry in row 1, column 2 is infinite.")]
    public void What_is_not_finite_is_refused_with_its_place(double value, string expected)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8), value);
        Assert.Contains(expected, Assert.Throws<MatrixException>(() => Load(Header("<f8", "(1, 2)", "False"), bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_cut_anywhere_is_refused()
    {
        var whole = File.ReadAllBytes(Write(Header("<f8", "(2, 2)", "False"), new byte[32]));
        for (var length = 0; length < whole.Length; length++)
        {
            var path = Path.Combine(_folder.Root, "cut.npy");
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<MatrixException>(() => Matrix.Load(path));
        }
    }

    private static string Header(string type, string shape, string order) => $"{{'descr': '{type}', 'fortran_order': {order}, 'shape': {shape}, }}";

    private Matrix Load(string header, byte[] entries) => Matrix.Load(Write(header, entries));

    private string Write(string header, byte[] entries)
    {
        var padded = header.PadRight(117) + "\n";
        var path = Path.Combine(_folder.Root, "a.npy");
        File.WriteAllBytes(path, [0x93, .. "NUMPY"u8, 1, 0, (byte)padded.Length, 0, .. Encoding.ASCII.GetBytes(padded), .. entries]);
        return path;
    }

    private static byte[] Bytes(string type, int size, BigInteger value)
    {
        var bytes = new byte[size];
        if (type[1] == 'f')
        {
            switch (size)
            {
                case 8:
                    BinaryPrimitives.WriteDoubleLittleEndian(bytes, (double)value);
                    break;
                case 4:
                    BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)value);
                    break;
                default:
                    BinaryPrimitives.WriteHalfLittleEndian(bytes, (Half)(double)value);
                    break;
            }
        }
        else
        {
            var given = value.ToByteArray();
            Array.Fill(bytes, value.Sign < 0 ? byte.MaxValue : (byte)0);
            given.AsSpan(0, Math.Min(size, given.Length)).CopyTo(bytes);
        }

        return type[0] == '>' ? [.. bytes.Reverse()] : bytes;
    }
}
