using Assay.Claims;
using Assay.Programs.Frontends.X86;
using Iced.Intel;

namespace Assay.Programs.Tests.Frontends.X86;

public sealed class DisassemblyTests
{
    /// <summary>
    /// Text, operation, machine code, a disassembler's text for it, and once more: the reader puts every number and register
    /// where the disassembler found it.
    /// </summary>
    [Fact]
    public void What_a_disassembler_prints_is_read_as_the_same_instruction()
    {
        foreach (var operation in ProcessorTests.Operations(new Random(5)).Where(HasNoAbsoluteAddress))
        {
            var printed = Disassemble(operation);
            List<Problem> problems = [];
            var again = new ProgramReader(problems).Read(ClaimText.Of(printed, new Place("printed", 1, 1)));
            Assert.True(problems.Count == 0, $"{operation.Text}: {string.Join(", ", problems)}");
            Assert.Equal(printed, Disassemble(again[0]));
        }
    }

    // Those are printed as 64-bit numbers, which the reader refuses.
    private static bool HasNoAbsoluteAddress(Operation operation) =>
        !operation.Operands.Any(operand => operand is Programs.Frontends.X86.MemoryOperand { Base: null, Index: null });

    private static string Disassemble(Operation operation)
    {
        using var bytes = new MemoryStream();
        Encoder.Create(64, new StreamCodeWriter(bytes)).Encode(IcedTranslation.Translate(operation)!.Value, 0);
        var instruction = Decoder.Create(64, new ByteArrayCodeReader(bytes.ToArray())).Decode();
        var text = new StringOutput();
        new IntelFormatter { Options = { MemorySizeOptions = MemorySizeOptions.Always } }.Format(instruction, text);
        return text.ToStringAndReset();
    }
}
