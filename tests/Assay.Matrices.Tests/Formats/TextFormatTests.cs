using System.Numerics;
using Assay.TestSupport;

namespace Assay.Matrices.Tests.Formats;

/// <summary>Matrices as text: written out, as rows, and as MatrixMarket.</summary>
public sealed class TextFormatTests : IDisposable
{
    private const string Banner = "%%MatrixMarket matrix ";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("[[1, 2], [2, 4]]", 2, 2, "1 2 2 4")]
    [InlineData(" [ [1e-10 ,0],[ -0 , 1/3 ] ] ", 2, 2, "7737125245533627/77371252455336267181195264 0 0 1/3")]
    [InlineData("[[123456789012345678901234567890]]", 1, 1, "123456789012345678901234567890")]
    [InlineData("[]", 0, 0, "")]
    [InlineData("[[], []]", 2, 0, "")]
    [InlineData("[[1,2,3]]", 1, 3, "1 2 3")]
    public void What_is_written_out_is_read_as_it_is(string text, int rows, int columns, string entries) => Check(Matrix.Parse(text), rows, columns, entries);

    [Theory]
    [InlineData("[[1, 2], [3]]", "matrix:1:10: This row has 1 entry, and those before have 2.")]
    [InlineData("[[1, 2]", "A ']' is missing at the end.")]
    [InlineData("[[1, x]]", "matrix:1:6: 'x' is no number.")]
    [InlineData("[[1, NaN]]", "'NaN' is not a number.")]
    [InlineData("[[1, 1e999]]", "'1e999' is infinite, or too large for a double.")]
    [InlineData("[[1, Infinity]]", "infinite")]
    [InlineData("[[1/0]]", "divides by zero")]
    [InlineData("[[1] [2]]", "There should be a ',' here.")]
    [InlineData("[[1, ]]", "A number is missing here.")]
    [InlineData("[[1]] x", "Something follows the matrix.")]
    [InlineData("1", "There should be a '[' here.")]
    [InlineData("", "A '[' is missing at the end.")]
    public void What_is_no_matrix_is_refused_with_its_place(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<MatrixException>(() => Matrix.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1,2\n3,4\n", 2, 2, "1 2 3 4")]
    [InlineData("1\t2\n3\t4", 2, 2, "1 2 3 4")]
    [InlineData("# head\n 1 2 \n\n3  4 # and more\n", 2, 2, "1 2 3 4")]
    [InlineData("0.5;1/4\n", 1, 2, "1/2 1/4")]
    [InlineData("\uFEFF7\r\n8\r\n", 2, 1, "7 8")]
    [InlineData("0.1\n", 1, 1, "3602879701896397/36028797018963968")]
    public void Rows_of_numbers_are_read(string text, int rows, int columns, string entries) => Check(Matrix.Load(_folder.Write("a.csv", text)), rows, columns, entries);

    [Theory]
    [InlineData("1,2\n3\n", "a.csv:2:1: This row has 1 entry, and those above have 2.")]
    [InlineData("1,2\0\n", "a.csv:1:3: '2' is followed by a NUL character.")]
    [InlineData("1/2\0 0.5\n", "a.csv:1:1: '1/2' is followed by a NUL character.")]
    [InlineData("1,,2\n", "a.csv:1:3: An entry is empty.")]
    [InlineData("1,2,\n", "a.csv:1:5: An entry is empty.")]
    [InlineData("a,b\n1,2\n", "a.csv:1:1: 'a' is no number. If this is a line of names")]
    [InlineData("1, nan\n", "a.csv:1:4: 'nan' is not a number.")]
    [InlineData("1 inf\n", "a.csv:1:3")]
    [InlineData("1;2\n1,5;2,5\n", "a.csv:2:4: Commas and other separators stand in one line. A decimal comma?")]
    [InlineData("1,5\t2,5\n", "a.csv:1:4: Commas and other separators stand in one line.")]
    [InlineData("PK\u0003\u0004", "a.csv: This is an archive, such as .npz or .xlsx, and no matrix.")]
    [InlineData("", "There is no number in it.")]
    [InlineData("# nothing\n", "There is no number in it.")]
    public void Rows_that_are_no_matrix_are_refused_with_their_place(string text, string expected) => Refused("a.csv", text, expected);

    [Theory]
    [InlineData(Banner + "coordinate real general\n% comment\n2 3 2\n1 1 5\n2 3 -1e1\n", 2, 3, "5 0 0 0 0 -10")]
    [InlineData(Banner + "coordinate pattern symmetric\n2 2 2\n1 1\n2 1\n", 2, 2, "1 1 1 0")]
    [InlineData(Banner + "coordinate integer skew-symmetric\n2 2 1\n2 1 7\n", 2, 2, "0 -7 7 0")]
    [InlineData(Banner + "coordinate real general\n1 1 2\n1 1 5\n1 1 6\n", 1, 1, "11")]
    [InlineData(Banner + "array integer general\n2 2\n1\n2\n3\n4\n", 2, 2, "1 3 2 4")]
    [InlineData(Banner + "array real symmetric\n2 2\n1\n2\n3\n", 2, 2, "1 2 2 3")]
    [InlineData("%%matrixmarket MATRIX Array Real Skew-Symmetric\n2 2\n2\n", 2, 2, "0 -2 2 0")]
    [InlineData(Banner + "coordinate real general\n0 0 0\n", 0, 0, "")]
    public void MatrixMarket_is_read(string text, int rows, int columns, string entries) => Check(Matrix.Load(_folder.Write("a.mtx", text)), rows, columns, entries);

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("1 2\n", "The first line is not that of a matrix.")]
    [InlineData(Banner + "coordinate complex general\n1 1 1\n1 1 1 1\n", "The matrix is complex")]
    [InlineData(Banner + "array complex hermitian\n1 1\n", "The matrix is complex")]
    [InlineData(Banner + "array pattern general\n1 1\n", "There is no field 'pattern' here.")]
    [InlineData(Banner + "list real general\n1 1\n", "There is no form 'list'.")]
    [InlineData(Banner + "array real diagonal\n1 1\n", "There is no symmetry 'diagonal'.")]
    [InlineData(Banner + "array real symmetric\n1 2\n", "is not symmetric")]
    [InlineData(Banner + "coordinate real general\n2 2 1\n3 1 1\n", "a.mtx:3:1: '3' is no row from 1 to 2.")]
    [InlineData(Banner + "coordinate real general\n2 2 1\n0 1 1\n", "'0' is no row from 1 to 2.")]
    [InlineData(Banner + "coordinate real general\n2 2 2\n1 1 1\n", "The file ends after 1 of 2 entries.")]
    [InlineData(Banner + "coordinate real general\n2 2 1\n1 1 1\n2 2 2\n", "There are more entries than the sizes say.")]
    [InlineData(Banner + "coordinate real general\n2 2 1\n1 1\n", "There should be row, column and value here.")]
    [InlineData(Banner + "coordinate real symmetric\n2 2 2\n1 2 5\n2 1 5\n", "a.mtx:4:1: Entries stand on both sides of the diagonal")]
    [InlineData(Banner + "coordinate real general\n2 2 999999999\n", "are more than")]
    [InlineData(Banner + "coordinate real general\n-2 2 1\n", "'-2' is no size.")]
    [InlineData(Banner + "array real general\n20000 20000\n", "would take 3.0 GiB of memory")]
    [InlineData(Banner + "array real general\n2 2\n1\n2\n", "The file ends before row 1 of column 2.")]
    [InlineData(Banner + "array real general\n2147483647 0\n", "It has 2,147,483,647 rows and 0 columns")]
    [InlineData(Banner + "coordinate real general\n2000000000 2000000000 1\n1 1 1\n", "a.mtx:2:1: It has 2,000,000,000 rows and 2,000,000,000 columns")]
    [InlineData(Banner + "coordinate real skew-symmetric\n2 2 1\n1 1 3\n", "An entry on the diagonal of a skew-symmetric matrix is zero.")]
    [InlineData(Banner + "coordinate integer general\n1 1 1\n1 1 1.5\n", "a.mtx:3:1: '1.5' is no whole number.")]
    [InlineData(Banner + "array integer general\n1 1\n1/2\n", "'1/2' is no whole number.")]
    [InlineData(Banner + "coordinate real general\n1\0 1 1\n1 1 1\n", "a.mtx:2:1: There is a NUL character in this line.")]
    [InlineData(Banner + "array real general\n1 1\nnan\n", "'nan' is not a number.")]
    public void MatrixMarket_that_is_none_is_refused(string text, string expected) => Refused("a.mtx", text, expected);

    [Fact]
    public void A_file_that_is_missing_or_a_folder_is_named()
    {
        Assert.Contains("no such file", Assert.Throws<MatrixException>(() => Matrix.Load(Path.Combine(_folder.Root, "none.npy"))).Message, StringComparison.Ordinal);
        Assert.Contains("a folder", Assert.Throws<MatrixException>(() => Matrix.Load(_folder.Root)).Message, StringComparison.Ordinal);
    }

    private void Refused(string name, string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<MatrixException>(() => Matrix.Load(_folder.Write(name, text))).Message, StringComparison.Ordinal);

    private static void Check(Matrix matrix, int rows, int columns, string entries)
    {
        Assert.Equal((rows, columns), (matrix.Rows, matrix.Columns));
        Rational[] wanted = [.. entries.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Split('/')).Select(parts => new Rational(BigInteger.Parse(parts[0]), parts.Length > 1 ? BigInteger.Parse(parts[1]) : 1))];
        for (var i = 0; i < wanted.Length; i++)
        {
            Assert.Equal(wanted[i], matrix[i / columns, i % columns]);
        }
    }
}
