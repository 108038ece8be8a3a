namespace Assay.Programs.Tests.Frontends.X86;

public sealed class SyntaxTests
{
    [Theory]
    [InlineData("mvo eax, 1", "kernel.md:10:3: There is no instruction 'mvo' here. Did you mean 'mov'?")]
    [InlineData("frobnicate eax", "kernel.md:10:3: There is no instruction 'frobnicate' here. docs/x86.md lists the instructions that Assay knows.")]
    [InlineData("mov eax, exx", "kernel.md:10:12: There is no register 'exx'. Did you mean 'eax'?")]
    [InlineData("mov eax, ymm0", "kernel.md:10:12: There is no register 'ymm0'. Did you mean 'xmm0'?")]
    [InlineData("mov eax, bl", "kernel.md:10:3: The sizes of the operands do not fit mov. It takes register/memory, register/memory/number or register of 64 bits, number.")]
    [InlineData("mov 1, eax", "kernel.md:10:3: mov does not take these operands. It takes register/memory, register/memory/number or register of 64 bits, number.")]
    [InlineData("add eax", "kernel.md:10:3: add does not take these operands. It takes register/memory, register/memory/number.")]
    [InlineData("not", "kernel.md:10:3: not needs operands. It takes register/memory.")]
    [InlineData("nop 1", "kernel.md:10:3: nop does not take these operands. It takes nothing.")]
    [InlineData("add rax, 4294967296", "kernel.md:10:12: 4294967296 does not fit in the number that add can carry. Move it into a register first.")]
    [InlineData("add al, 256", "kernel.md:10:11: 256 does not fit in the number that add can carry. Move it into a register first.")]
    [InlineData("inc [rdi]", "kernel.md:10:7: Nothing says how many bytes of memory are meant. Write byte, word, dword or qword ptr in front of the bracket.")]
    [InlineData("movzx eax, [rdi]", "kernel.md:10:14: Nothing says how many bytes of memory are meant. Write byte, word, dword or qword ptr in front of the bracket.")]
    [InlineData("mov dword ptr [rdi], dword ptr [rsi]", "kernel.md:10:7: An instruction has one memory operand at most. Load one of them into a register first.")]
    [InlineData("pminsd xmm0, [rdi]", "kernel.md:10:16: pminsd demands an address that is a multiple of 16, and that is not known of a buffer. Load with movdqu first.")]
    [InlineData("mov ah, r8b", "kernel.md:10:3: No instruction can name both ah and r8b. Use another register.")]
    [InlineData("movzx rax, bh", "kernel.md:10:3: No instruction can name both bh and rax. Use another register.")]
    [InlineData("mov eax, [rdi + rcx*3]", "kernel.md:10:19: An index cannot be scaled by 3. Use 1, 2, 4 or 8.")]
    [InlineData("mov eax, [rdi - rcx]", "kernel.md:10:19: A register cannot be subtracted in an address.")]
    [InlineData("mov eax, [rdi + 4", "kernel.md:10:20: The bracket is never closed. Write [base + index*scale + number].")]
    [InlineData("mov eax, [rdi + ecx]", "kernel.md:10:19: rdi and ecx differ in size. Use 64-bit registers.")]
    [InlineData("mov eax, dword ptr 4", "kernel.md:10:22: An address in brackets must follow 'dword'. Write dword ptr [rdi].")]
    [InlineData("mov eax, 12z", "kernel.md:10:12: '12z' is no number of at most 64 bits. Write 31, 0x1F or 1Fh.")]
    [InlineData("mov eax,", "kernel.md:10:11: An operand is missing. An operand is a register, a number, or an address in brackets.")]
    [InlineData("mov eax, ecx ebx", "kernel.md:10:16: 'e' is not expected here. Write one instruction on a line, its operands separated by commas.")]
    [InlineData("# text", "kernel.md:10:3: '#' starts no instruction. Comments start with ; or //.")]
    [InlineData("push rax", "kernel.md:10:3: 'push' is not supported. There is no stack: keep values in registers or in a buffer.")]
    [InlineData("mov eax, esp", "kernel.md:10:12: 'esp' is the stack pointer, and there is no stack. Use another register.")]
    [InlineData(".globl f", "kernel.md:10:3: The directive '.globl' means nothing here. Remove the line.")]
    [InlineData("again: jmp agian", "kernel.md:10:14: There is no label 'agian'. Did you mean 'again'?")]
    [InlineData("a:\na: nop", "kernel.md:11:3: The label 'a' is defined in line 10 already. Give each label its own name.")]
    [InlineData("jmp rax", "kernel.md:10:7: A jump to the address in rax is not supported. Jump to a label.")]
    public void Wrong_text_is_explained(string code, string problem) =>
        Assert.Equal([problem], Asm.Problems("F(eax) -> (eax)", code));

    [Theory]
    [InlineData("nop\nmovl %ebx, %eax\nmovl $1, %eax", "kernel.md:11:8: '%' belongs")]
    [InlineData("mov $1, eax", "kernel.md:10:7: '$' belongs")]
    public void ATT_syntax_is_refused_once_with_its_reason(string code, string start) => Assert.Equal(
        [$"{start} to AT&T syntax, which writes operands the other way round. Give the Intel form, destination first and without prefixes: mov eax, 1 instead of movl $1, %eax."],
        Asm.Problems("F(eax) -> (eax)", code));

    [Fact]
    public void All_problems_are_reported_not_only_the_first() =>
        Assert.Equal(3, Asm.Problems("F(eex) -> (eax)", "mvo eax, 1\nnop\nadd eax, bl").Count);

    [Fact]
    public void Case_blanks_comments_and_number_formats_do_not_matter()
    {
        var function = Asm.Read("F(eax) -> (eax)", "  ADD EAX , 0x10 ; sixteen\n\n// nothing\nstart: add eax, 0Fh // fifteen\n\tsub eax, -1 // one\r");
        Assert.Equal([32], Asm.Run(function, 0));
    }

    [Fact]
    public void A_negative_64_bit_number_may_be_written_as_its_bits()
    {
        var function = Asm.Read("F(rax) -> (eax, ecx)", "mov rcx, 0xFFFFFFFF00000007\nand rax, 0xFFFFFFFFFFFFFFF0");
        Assert.Equal([0x20, 7], Asm.Numbers(Asm.Execute(function, Asm.Terms.Constant(0x2F, 64)).Value!));
    }
}
