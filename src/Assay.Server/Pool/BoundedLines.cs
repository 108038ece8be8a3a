using System.Buffers;
using System.IO.Pipelines;

namespace Assay.Server.Pool;

/// <summary>Reads lines, none longer than a limit.</summary>
/// <param name="stream">Where from.</param>
/// <param name="most">The most bytes of a line.</param>
internal sealed class BoundedLines(Stream stream, int most)
{
    private readonly PipeReader _reader = PipeReader.Create(stream);

    /// <summary>The next line without its end; null when there is none.</summary>
    /// <exception cref="InvalidDataException">It is too long.</exception>
    public async Task<byte[]?> NextAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var read = await _reader.ReadAsync(cancellation).ConfigureAwait(false);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = read.Buffer.Slice(0, end).ToArray();
                _reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line.Length <= most ? line : throw new InvalidDataException("The line is too long.");
            }

            if (read.Buffer.Length > most)
                throw new InvalidDataException("The line is too long.");
            if (read.IsCompleted)
                return null;
            _reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
