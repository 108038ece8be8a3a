using Assay.Programs.Evaluation;
using Assay.Programs.Execution;
using Assay.Programs.Frontends.X86;
using Assay.Programs.Terms;

namespace Assay.Programs.Tests.Frontends.X86;

public sealed class BufferTests
{
    [Theory]
    [InlineData("mov eax, [rdi + 4]\nmov [rdi], eax", 2, 2, 3)]
    [InlineData("mov byte ptr [rdi + 5], 1", 1, 258, 3)]
    [InlineData("mov word ptr [rdi + 3], 0x101", 16777217, 1, 3)]
    [InlineData("mov rax, [rdi]\nmov [rdi + 4], rax", 1, 1, 2)]
    [InlineData("add rdi, 4\nneg dword ptr [rdi + 4]", 1, 2, -3)]
    [InlineData("lea rsi, [rdi + 8]\nxchg rsi, rdi\nmov dword ptr [rdi], 9\ninc dword ptr [rsi]", 2, 2, 9)]
    [InlineData("lea rsi, [rdi + 12]\nagain: inc dword ptr [rdi]\nadd rdi, 4\ncmp rdi, rsi\njb again", 2, 3, 4)]
    public void Bytes_of_a_buffer_are_read_and_written_anywhere(string code, int first, int second, int third)
    {
        var function = Asm.Read("F(int[3] rdi) -> (rdi)", code);
        Assert.Equal([first, second, third], Asm.Numbers(Asm.Execute(function, Asm.Ints(1, 2, 3)).Value!));
    }

    [Fact]
    public void An_index_may_vary_and_leaving_the_buffer_is_a_fault()
    {
        var function = Asm.Read("F(int[3] rdi, ecx) -> (rdi, eax)", "movsxd rcx, ecx\nmov eax, [rdi + rcx*4]\nmov dword ptr [rdi + rcx*4], 7");
        var index = Asm.Terms.Variable("i", Sort.BitVector(32));
        var result = Asm.Execute(function, Asm.Ints(10, 20, 30), index);
        var fault = Assert.Single(result.Faults);
        Assert.Equal(("IndexOutOfRangeException", "F, line 11"), (fault.Exception, fault.Where));
        for (var i = -2; i < 6; i++)
        {
            Value At(Term term) => TermEvaluator.Evaluate(term, _ => Value.Of(i, 32));
            Assert.Equal(i is < 0 or > 2, At(fault.Condition).IsTrue);
            if (i is >= 0 and <= 2)
            {
                Assert.Equal((i + 1) * 10, At(result.Value!.Args[1]).Signed);
                Assert.Equal(7, At(result.Value.Args[0].Args[i]).Signed);
                Assert.Equal((((i + 1) % 3) + 1) * 10, At(result.Value.Args[0].Args[(i + 1) % 3]).Signed);
            }
        }
    }

    [Fact]
    public void An_index_that_varies_may_also_cut_elements_in_pieces()
    {
        var function = Asm.Read("F(short[4] rdi, ecx) -> (rdi, eax)", "mov ecx, ecx\nmov eax, [rdi + rcx]\nbswap eax\nmov [rdi + rcx], eax");
        var index = Asm.Terms.Variable("i", Sort.BitVector(32));
        short[] elements = [0x0201, 0x0403, 0x0605, 0x0807];
        var result = Asm.Execute(function, Asm.Terms.Array(elements.Select(element => Asm.Terms.Constant((int)element, 16))), index);
        for (var i = 0; i < 5; i++)
        {
            UInt128 At(Term term) => TermEvaluator.Evaluate(term, _ => Value.Of(i, 32)).Bits;
            byte[] bytes = [1, 2, 3, 4, 5, 6, 7, 8];
            Assert.False(Assert.Single(result.Faults).Condition.IsTrue);
            Assert.Equal(BitConverter.ToUInt32([.. bytes[i..(i + 4)].Reverse()]), At(result.Value!.Args[1]));
            Array.Reverse(bytes, i, 4);
            Assert.Equal(Enumerable.Range(0, 4).Select(at => (UInt128)BitConverter.ToUInt16(bytes, 2 * at)), result.Value.Args[0].Args.Select(At));
        }
    }

    [Fact]
    public void A_computed_address_is_no_access_even_with_a_size()
    {
        var function = Asm.Read("F(eax) -> (eax)", "lea eax, dword ptr [eax + eax*4 - 1]");
        Assert.Equal([34], Asm.Run(function, 7));
    }

    [Theory]
    [InlineData("mov eax, [rdi + 9]")]
    [InlineData("mov eax, [rdi - 1]")]
    [InlineData("movdqu xmm0, [rdi]")]
    [InlineData("lea rdi, [rdi + 40]\ninc byte ptr [rdi]")]
    public void Leaving_a_buffer_by_a_byte_is_a_fault(string code)
    {
        var result = Asm.Execute(Asm.Read("F(int[3] rdi) -> (rdi)", code), Asm.Ints(1, 2, 3));
        Assert.True(Assert.Single(result.Faults).Condition.IsTrue);
    }

    [Theory]
    [InlineData("mov eax, edi", "kernel.md:10:3", "edi holds an address of a buffer, and this instruction would use it as a number; where a buffer lies is not known.")]
    [InlineData("nop\nimul rdi, rdi, 3", "kernel.md:11:3", "rdi holds an address of a buffer, and this instruction would use it as a number; where a buffer lies is not known.")]
    [InlineData("test rdi, rdi", "kernel.md:10:3", "rdi holds an address of a buffer, and this instruction would use it as a number; where a buffer lies is not known.")]
    [InlineData("mov eax, [rsi]", "kernel.md:10:12", "The address is not known to lie in a buffer; memory is reached through a register that was declared as one, such as int[4] rdi.")]
    [InlineData("mov [rdi], rdi", "kernel.md:10:3", "An address of a buffer cannot be stored in memory or cut to fewer bits.")]
    [InlineData("test ecx, ecx\ncmovz rdi, rdx\nmov eax, [rdi]", "kernel.md:12:3", "Which buffer a register points into, or whether it does, depends on the input; that is not supported.")]
    [InlineData("add rdi, rdi", "kernel.md:10:3", "This instruction adds two addresses; where a buffer lies is not known.")]
    [InlineData("mov rax, rdi", "kernel.md:9:36", "At the end eax holds an address of a buffer, which is no result.")]
    public void Addresses_are_no_numbers(string code, string place, string message)
    {
        var function = Asm.Read("F(int[3] rdi, ecx, edx) -> (eax)", code);
        var error = Assert.Throws<UnsupportedException>(() => Asm.Execute(function, Asm.Ints(1, 2, 3), Asm.Terms.Variable("c", Sort.BitVector(32)), Asm.Int(0)));
        Assert.Equal((place, message), (error.Where.ToString(), error.Message));
    }

    [Fact]
    public void Flags_of_arithmetic_on_addresses_are_unknown_where_they_depend_on_the_place()
    {
        var function = Asm.Read("F(int[3] rdi) -> (al)", "add rdi, 4\nsetz al");
        Assert.Equal(["ZF (depends on where the buffer lies, line 10)"], Asm.Unknowns(Asm.Execute(function, Asm.Ints(1, 2, 3)).Value!));
        var outside = Asm.Read("F(int[3] rdi) -> (al)", "lea rsi, [rdi + 13]\ncmp rdi, rsi\nsetb al");
        Assert.Equal(["CF (depends on where the buffer lies, line 11)"], Asm.Unknowns(Asm.Execute(outside, Asm.Ints(1, 2, 3)).Value!));
    }

    [Fact]
    public void A_buffer_of_another_length_is_refused()
    {
        AsmFunction function = Asm.Read("F(int[3] rdi) -> (rdi)", "nop");
        var error = Assert.Throws<UnsupportedException>(() => Asm.Execute(function, Asm.Ints(1, 2)));
        Assert.Equal("F takes int[3] rdi, but is given 2 elements.", error.Message);
    }
}
