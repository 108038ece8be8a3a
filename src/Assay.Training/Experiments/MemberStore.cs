namespace Assay.Training.Experiments;

/// <summary>Keeps members in memory, so that claims about the same networks train them once; those that came first go where there is no more room.</summary>
/// <param name="capacity">How many bytes of parameters are kept.</param>
internal sealed class MemberStore(long capacity = MemberStore.UsualCapacity)
{
    /// <summary>Fifty seeds of a network with 300,000 parameters.</summary>
    public const long UsualCapacity = 256L << 20;

    private readonly Dictionary<string, TrainedMember> _members = [];
    private readonly Queue<string> _order = [];
    private long _bytes;

    /// <summary>How many were trained.</summary>
    public int Trained { get; private set; }

    /// <summary>The member that is kept, or else the one that is trained now.</summary>
    /// <param name="key">Everything that it depends on.</param>
    /// <param name="train">Trains it.</param>
    public TrainedMember Of(string key, Func<TrainedMember> train)
    {
        lock (_members)
        {
            if (_members.TryGetValue(key, out var known))
            {
                return known;
            }
        }

        var member = train();
        lock (_members)
        {
            Trained++;
            Keep(key, member);
        }

        return member;
    }

    private void Keep(string key, TrainedMember member)
    {
        if (member.Bytes > capacity || !_members.TryAdd(key, member))
        {
            return;
        }

        _order.Enqueue(key);
        for (_bytes += member.Bytes; _bytes > capacity; _bytes -= _members[_order.Peek()].Bytes, _members.Remove(_order.Dequeue()))
        {
        }
    }
}
