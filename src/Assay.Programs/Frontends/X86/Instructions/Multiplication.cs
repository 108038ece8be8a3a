using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86.Instructions;

/// <summary>Products and quotients; rax is register 0, rdx register 2.</summary>
internal static class Multiplication
{
    private static readonly Register HighByte = Register.All["ah"];

    public static IEnumerable<Instruction> All { get; } =
    [
        new("mul", "rm", cpu => MultiplyWide(cpu, cpu.Terms.ZeroExtend)),
        new("imul", "rm|16: r rm|16: r rm i|16: r i", MultiplySigned),
        new("div", "rm", DivideUnsigned),
        new("idiv", "rm", DivideSigned),
    ];

    private static void MultiplySigned(Cpu cpu)
    {
        if (cpu.OperandCount == 1)
        {
            MultiplyWide(cpu, cpu.Terms.SignExtend);
            return;
        }

        var a = cpu.Read(cpu.OperandCount == 3 ? 1 : 0);
        var b = cpu.Read(cpu.OperandCount - 1);
        var product = cpu.Terms.Mul(a, b);
        SetFlags(cpu, () =>
        {
            var wide = cpu.Terms.Mul(cpu.Terms.SignExtend(a, 2 * a.Width), cpu.Terms.SignExtend(b, 2 * a.Width));
            return cpu.Terms.Not(cpu.Terms.Equal(wide, cpu.Terms.SignExtend(product, 2 * a.Width)));
        });
        cpu.Write(0, product);
    }

    private static void MultiplyWide(Cpu cpu, Func<Term, int, Term> extend)
    {
        var width = cpu.Width;
        var (a, b) = (cpu.ReadRegister(0, width), cpu.Read(0));
        var wide = cpu.Terms.Mul(extend(a, 2 * width), extend(b, 2 * width));
        var low = cpu.Terms.Extract(wide, 0, width);
        SetFlags(cpu, () => cpu.Terms.Not(cpu.Terms.Equal(wide, extend(low, 2 * width))));
        if (width == 8)
        {
            cpu.WriteRegister(0, wide);
            return;
        }

        cpu.WriteRegister(0, low);
        cpu.WriteRegister(2, cpu.Terms.Extract(wide, width, width));
    }

    // CF and OF say that the product does not fit in the width of its factors.
    private static void SetFlags(Cpu cpu, Func<Term> exceeds)
    {
        var later = cpu.Later(exceeds);
        cpu.SetFlags(flag => flag is Flag.CF or Flag.OF ? later : cpu.Undefined(flag));
    }

    private static void DivideUnsigned(Cpu cpu)
    {
        var terms = cpu.Terms;
        var (high, low, divisor) = Operands(cpu);
        cpu.Fail(terms.Equal(divisor, cpu.Constant(0, cpu.Width)), "DivideByZeroException");
        if (high.Is(0))
        {
            WriteQuotient(cpu, terms.UDiv(low, divisor), terms.URem(low, divisor));
            return;
        }

        cpu.Fail(terms.ULe(divisor, high), "OverflowException");
        var (dividend, wide) = (terms.Concat(high, low), terms.ZeroExtend(divisor, 2 * cpu.Width));
        WriteQuotient(cpu, terms.Extract(terms.UDiv(dividend, wide), 0, cpu.Width), terms.Extract(terms.URem(dividend, wide), 0, cpu.Width));
    }

    private static void DivideSigned(Cpu cpu)
    {
        var terms = cpu.Terms;
        var width = cpu.Width;
        var (high, low, divisor) = Operands(cpu);
        cpu.Fail(terms.Equal(divisor, cpu.Constant(0, width)), "DivideByZeroException");
        if (high == Moves.SignBits(terms, low))
        {
            // After cdq or cqo the dividend has one width, and one quotient only does not fit.
            var least = terms.Equal(low, cpu.Constant(Signed128.One << (width - 1), width));
            cpu.Fail(terms.And(least, terms.Equal(divisor, cpu.Constant(-1, width))), "OverflowException");
            WriteQuotient(cpu, terms.SDiv(low, divisor), terms.SRem(low, divisor));
            return;
        }

        var (dividend, wide) = (terms.Concat(high, low), terms.SignExtend(divisor, 2 * width));
        var quotient = terms.SDiv(dividend, wide);
        var cut = terms.Extract(quotient, 0, width);
        cpu.Fail(terms.Not(terms.Equal(quotient, terms.SignExtend(cut, 2 * width))), "OverflowException");
        WriteQuotient(cpu, cut, terms.Extract(terms.SRem(dividend, wide), 0, width));
    }

    private static (Term High, Term Low, Term Divisor) Operands(Cpu cpu) =>
        (cpu.Width == 8 ? cpu.ReadRegister(HighByte) : cpu.ReadRegister(2, cpu.Width), cpu.ReadRegister(0, cpu.Width), cpu.Read(0));

    private static void WriteQuotient(Cpu cpu, Term quotient, Term remainder)
    {
        cpu.SetFlags(cpu.Undefined);
        cpu.WriteRegister(0, quotient);
        if (cpu.Width == 8)
        {
            cpu.WriteRegister(HighByte, remainder);
            return;
        }

        cpu.WriteRegister(2, remainder);
    }
}
