using System.Text;
using Assay.Programs.Synthesis.Kernels;

namespace Assay.Programs.Synthesis.Audit;

/// <summary>Writes a kernel in a form that is the same for two kernels exactly when they differ in names only.</summary>
/// <remarks>
/// Registers are numbered in the order in which the instructions name them, which no renaming changes; a mark says whether
/// a register holds a value at the start. Values and spare registers are renamed among themselves; since a kernel that sorts takes
/// its values in any order, so may they be. The operands of a comparison may be exchanged, with less and greater
/// exchanged in the conditional moves that follow it: the lower number comes first, and where both registers are
/// new, both ways are tried and the lesser text counts. Where the results have to stand counts when the kernel's text says
/// it; otherwise it follows from the rest.
/// </remarks>
internal static class CanonicalKernel
{
    /// <summary>The canonical form.</summary>
    public static string Of(KernelListing listing)
    {
        var kernel = listing.Kernel;
        var ways = new Numbering(kernel.Registers).Choices(kernel);
        var best = "";
        for (var way = 0; way < 1 << ways; way++)
        {
            var text = Write(listing, way);
            best = way == 0 || string.CompareOrdinal(text, best) < 0 ? text : best;
        }

        return best;
    }

    private static string Write(KernelListing listing, int way)
    {
        var kernel = listing.Kernel;
        var numbers = new Numbering(kernel.Registers);
        var text = new StringBuilder(4 * kernel.Length + 8).Append((char)kernel.Values);
        var isExchanged = false;
        foreach (var (operation, target, source) in kernel.Instructions)
        {
            var (first, second) = (target, source);
            if (operation == KernelOperation.Cmp)
            {
                isExchanged = numbers.Exchanges(target, source, ref way);
                (first, second) = isExchanged ? (source, target) : (target, source);
            }

            var written = isExchanged && operation.IsConditional() ? operation.Reversed() : operation;
            text.Append((char)('A' + (int)written)).Append(Register(first)).Append(Register(second));
        }

        foreach (var result in listing.Results)
        {
            text.Append(Register(result));
        }

        return text.ToString();

        char Register(int register) => (char)('a' + 2 * numbers.Of(register) + (register < kernel.Values ? 1 : 0));
    }

    /// <summary>Numbers registers in the order in which they come.</summary>
    private sealed class Numbering(int registers)
    {
        private readonly int[] _numbers = new int[registers];
        private int _next = 1;

        public int Of(int register) => _numbers[register] == 0 ? _numbers[register] = _next++ : _numbers[register];

        /// <summary>Whether the second operand of a comparison is written first; takes a bit of the way when either may be.</summary>
        public bool Exchanges(int first, int second, ref int way)
        {
            var (one, two) = (_numbers[first], _numbers[second]);
            if (one != 0 || two != 0 || first == second)
            {
                return two != 0 && (one == 0 || two < one);
            }

            var exchanges = (way & 1) != 0;
            way >>= 1;
            return exchanges;
        }

        /// <summary>How often both operands of a comparison are new.</summary>
        public int Choices(Kernel kernel)
        {
            var choices = 0;
            foreach (var (operation, target, source) in kernel.Instructions)
            {
                choices += operation == KernelOperation.Cmp && target != source && _numbers[target] == 0 && _numbers[source] == 0 ? 1 : 0;
                Of(target);
                Of(source);
            }

            return choices;
        }
    }
}
