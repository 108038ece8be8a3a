using System.Text;
using Assay.TestSupport;
using Assay.Training.Parameters;
using CsCheck;

namespace Assay.Training.Tests.Parameters;

/// <summary>Files of safetensors.</summary>
public sealed class SafetensorsTests : IDisposable
{
    private static readonly Dictionary<string, string> None = [];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read()
    {
        var tensors = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3].Array[0, 3], Gen.Float.Array[27]).List[0, 5];
        Gen.Select(tensors, Gen.Dictionary(Gen.String, Gen.String)[0, 3]).Where(t => t.Item2.All(pair => IsText(pair.Key) && IsText(pair.Value))).Sample(
            (parts, metadata) =>
            {
                List<Tensor> written = [.. parts.Select((part, i) => Made($"layer.{i}", (TensorType)part.Item1, part.Item2, part.Item3))];
                Safetensors.Write(_folder.At("a.safetensors"), new TensorFile(written, metadata));
                var read = Safetensors.Read(_folder.At("a.safetensors"));
                return read.Tensors.Count == written.Count && read.Metadata.OrderBy(pair => pair.Key).SequenceEqual(metadata.OrderBy(pair => pair.Key)) && written.TrueForAll(tensor =>
                    read.Find(tensor.Name) is { } found && found.Type == tensor.Type && found.Sizes.SequenceEqual(tensor.Sizes) && found.Values.AsSpan().SequenceEqual(tensor.Values));
            },
            threads: 1);
    }

    [Fact]
    public void A_file_is_stored_as_the_format_says()
    {
        Safetensors.Write(_folder.At("a.safetensors"), new TensorFile([new("b", TensorType.BF16, [1], [1]), new("w", TensorType.F32, [1, 2], [1.5, 2])], new Dictionary<string, string> { ["k"] = "v" }));
        var header = """{"__metadata__":{"k":"v"},"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"b":{"dtype":"BF16","shape":[1],"data_offsets":[8,10]}}""";
        var length = (header.Length + 7) / 8 * 8;
        byte[] expected = [.. BitConverter.GetBytes((long)length), .. Encoding.ASCII.GetBytes(header.PadRight(length)), 0, 0, 0xC0, 0x3F, 0, 0, 0, 0x40, 0x80, 0x3F];
        Assert.Equal(expected, File.ReadAllBytes(_folder.At("a.safetensors")));
    }

    [Theory]
    [InlineData(1.0, 1.0)]
    [InlineData(1.00390625, 1.0)] // 1 + 2^-8: half way between 1 and 1 + 2^-7, to even
    [InlineData(1.01171875, 1.015625)] // 1 + 3 * 2^-8: half way, to even
    [InlineData(1.0039062500000002, 1.0078125)] // a double just above half way, which a float does not see
    [InlineData(-1.0039062500000002, -1.0078125)]
    [InlineData(3.4e38, double.PositiveInfinity)]
    [InlineData(1e300, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, double.NegativeInfinity)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(1e-300, 0)]
    public void Brain_floats_are_rounded_once(double value, double expected)
    {
        Safetensors.Write(_folder.At("a.safetensors"), new TensorFile([new("x", TensorType.BF16, [], [value])], None));
        Assert.Equal(expected, Safetensors.Read(_folder.At("a.safetensors")).Tensors[0].Values[0]);
    }

    [Theory]
    [InlineData("[]", 0, "Its header does not start with '{'.")]
    [InlineData("{", 0, "Its header is no JSON, or names something twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "Its header is no JSON, or names something twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", 4, "The tensor 'a' does not have exactly dtype, shape and data_offsets.")]
    [InlineData("""{"a":7}""", 4, "The tensor 'a' does not have exactly")]
    [InlineData("""{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}""", 8, "The tensor 'a' is of type 'I64'. Read are F64, F32, F16, BF16.")]
    [InlineData("""{"num_batches_tracked":{"dtype":"I64","shape":[],"data_offsets":[0,4]}}""", 4, "The tensor 'num_batches_tracked' of shape [] in I64 does not take 4 bytes.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "The shape of the tensor 'a' is no list of sizes.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "The data_offsets of the tensor 'a' are no beginning and end.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "The tensor 'a' of shape [2] in F32 does not take 4 bytes.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2000000000,2000000000,2000000000],"data_offsets":[0,4]}}""", 4, "in F32 does not take 4 bytes.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "The tensors 'a' and 'b' overlap.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 12, "4 bytes between 'a' and 'b' belong to no tensor.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 3, "The tensor 'a' ends at byte 4, and there are 3.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5, "1 bytes behind 'a' belong to no tensor.")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "Its __metadata__ is no map from texts to texts.")]
    public void Malformed_files_are_refused(string header, int bytes, string message) =>
        Assert.Contains(message, Message([.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header), .. new byte[bytes]]), StringComparison.Ordinal);

    [Fact]
    public void Counts_of_batches_are_left_out()
    {
        var header = """{"1.num_batches_tracked":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"num_batches_tracked":{"dtype":"I64","shape":[],"data_offsets":[8,16]},"1.weight":{"dtype":"F32","shape":[1],"data_offsets":[16,20]}}""";
        File.WriteAllBytes(_folder.At("m.safetensors"), [.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header), .. new byte[18], 0x80, 0x3F]);
        var tensor = Assert.Single(Safetensors.Read(_folder.At("m.safetensors")).Tensors);
        Assert.Equal(("1.weight", 1), (tensor.Name, tensor.Values[0]));
    }

    [Fact]
    public void Archives_of_PyTorch_are_known() =>
        Assert.Contains("It is a zip archive, as torch.save writes it", Message([.. "PK\u0003\u0004"u8, .. new byte[20]]), StringComparison.Ordinal);

    [Fact]
    public void Lengths_that_cannot_be_are_refused()
    {
        Assert.Contains("It has 3 bytes, and the length of the header alone takes 8.", Message([1, 2, 3]), StringComparison.Ordinal);
        Assert.Contains("Its header has 9 bytes, and only 2 are left.", Message([9, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}']), StringComparison.Ordinal);
        Assert.Contains("Its header would have 18,446,744,073,709,551,615 bytes, and the format allows 100,000,000.", Message([255, 255, 255, 255, 255, 255, 255, 255]), StringComparison.Ordinal);
        Assert.Contains("There is no such file", Assert.Throws<TrainingException>(() => Safetensors.Read(_folder.At("none"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_bytes_are_read_or_refused() =>
        Gen.Select(Gen.OneOf(Gen.String["{}[]\":,0a"]), Gen.Int[0, 20]).Sample(
            (header, bytes) =>
            {
                File.WriteAllBytes(_folder.At("m.safetensors"), [.. BitConverter.GetBytes((long)header.Length), .. Encoding.ASCII.GetBytes(header), .. new byte[bytes]]);
                try
                {
                    return Safetensors.Read(_folder.At("m.safetensors")).Tensors.Count == 0;
                }
                catch (TrainingException)
                {
                    return true;
                }
            },
            threads: 1);

    [Theory]
    [InlineData("", 1, "The name '' is none for a tensor.")]
    [InlineData("__metadata__", 1, "is none for a tensor.")]
    [InlineData("w", 1, "The name 'w' stands twice.")]
    [InlineData("v", 2, "Sizes [1] of 'v' do not fit 2 values.")]
    public void What_cannot_be_written_is_refused(string name, int values, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Safetensors.Write(_folder.At("a"), new TensorFile([new("w", TensorType.F32, [], [1]), new(name, TensorType.F32, [1], new double[values])], None))).Message, StringComparison.Ordinal);

    private string Message(byte[] bytes)
    {
        File.WriteAllBytes(_folder.At("m.safetensors"), bytes);
        return Assert.Throws<TrainingException>(() => Safetensors.Read(_folder.At("m.safetensors"))).Message;
    }

    private static bool IsText(string text) => !text.Any(char.IsSurrogate);

    private static Tensor Made(string name, TensorType type, int[] sizes, float[] values) => new(name, type, sizes, [.. values.Take(sizes.Aggregate(1, (a, b) => a * b)).Select(value => type switch
    {
        TensorType.F16 => (double)(Half)value,
        TensorType.BF16 => BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(value) & 0xFFFF0000),
        _ => value,
    })]);
}
