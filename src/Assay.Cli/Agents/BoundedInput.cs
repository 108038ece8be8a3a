namespace Assay.Cli.Agents;

/// <summary>
/// Standard input, a message a line. A message that is too long ends it, so that no client can fill the memory; and a read can be
/// given up, which one of a pipe cannot.
/// </summary>
/// <param name="inner">The stream to read.</param>
/// <param name="ended">Called with the reason when nothing more will come; null when that is the end.</param>
internal sealed class BoundedInput(Stream inner, Action<string?> ended) : Stream
{
    private const int MostOfMessage = 16 << 20;
    private const byte LineEnd = (byte)'\n';

    private readonly byte[] _buffer = new byte[1 << 16];
    private long _length;
    private bool _isOver;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isOver)
            return 0;
        var wanted = Math.Min(buffer.Length, _buffer.Length);
        var count = await Task.Run(() => inner.Read(_buffer, 0, wanted), CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (count == 0)
            return End(null);
        var last = Array.LastIndexOf(_buffer, LineEnd, count - 1, count);
        _length = last < 0 ? _length + count : count - 1 - last;
        if (_length > MostOfMessage)
            return End("A message is longer than 16 MB. The server ends; send less at a time.");
        _buffer.AsMemory(0, count).CopyTo(buffer);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int End(string? reason)
    {
        _isOver = true;
        ended(reason);
        return 0;
    }
}
