using System.Globalization;
using System.Text.RegularExpressions;

namespace Assay.LanguageModels.Tests.Tasks;

/// <summary>Reads stories about boxes, sentence by sentence.</summary>
internal static partial class BoxReader
{
    /// <summary>What the box with a label holds at the end.</summary>
    public static int Read(string story, string asked)
    {
        Dictionary<string, int[]> boxes = [];
        var rooms = new Stack<Dictionary<string, int[]>>();
        foreach (var line in story.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()))
        {
            if (New().Match(line) is { Success: true } made)
            {
                boxes[made.Groups[1].Value] = [Number(made.Groups[2].Value)];
            }
            else if (NewLike().Match(line) is { Success: true } like)
            {
                boxes[like.Groups[1].Value] = [boxes[like.Groups[2].Value][0]];
            }
            else if (Replaced().Match(line) is { Success: true } replaced)
            {
                boxes[replaced.Groups[1].Value][0] = Number(replaced.Groups[2].Value);
            }
            else if (ReplacedLike().Match(line) is { Success: true } copied)
            {
                boxes[copied.Groups[1].Value][0] = boxes[copied.Groups[2].Value][0];
            }
            else if (Exchanged().Match(line) is { Success: true } exchanged)
            {
                var (first, second) = (boxes[exchanged.Groups[1].Value], boxes[exchanged.Groups[2].Value]);
                (first[0], second[0]) = (second[0], first[0]);
            }
            else if (Label().Match(line) is { Success: true } label)
            {
                boxes[label.Groups[1].Value] = boxes[label.Groups[2].Value];
            }
            else if (line == "In another room there are other boxes:")
            {
                rooms.Push(boxes);
                boxes = [];
            }
            else
            {
                Assert.Equal("That is all in the other room.", line);
                boxes = rooms.Pop();
            }
        }

        return boxes[asked][0];
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^There is a box with the label (\w+); it holds the number (\d+)\.$")]
    private static partial Regex New();

    [GeneratedRegex(@"^There is a box with the label (\w+); it holds the same number as the box with the label (\w+)\.$")]
    private static partial Regex NewLike();

    [GeneratedRegex(@"^The number in the box with the label (\w+) is replaced by (\d+)\.$")]
    private static partial Regex Replaced();

    [GeneratedRegex(@"^The number in the box with the label (\w+) is replaced by that in the box with the label (\w+)\.$")]
    private static partial Regex ReplacedLike();

    [GeneratedRegex(@"^The numbers in the boxes with the labels (\w+) and (\w+) are exchanged\.$")]
    private static partial Regex Exchanged();

    [GeneratedRegex(@"^The label (\w+) is taken off its box, and put on the box with the label (\w+), which now has both\.$")]
    private static partial Regex Label();
}
