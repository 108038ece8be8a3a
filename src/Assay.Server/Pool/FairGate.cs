namespace Assay.Server.Pool;

/// <summary>
/// Lets so many through at a time. Who waits is served in turn, one of each client after the other, and one client never takes all
/// places, so that a long claim of one does not stop those of others.
/// </summary>
/// <param name="places">How many may be through at a time; at least 2.</param>
/// <param name="waiting">How many may wait.</param>
/// <param name="waitingPerClient">How many of one client may wait.</param>
internal sealed class FairGate(int places, int waiting, int waitingPerClient)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Client> _clients = [];
    private readonly LinkedList<Client> _turns = [];
    private int _inside;
    private int _waiting;

    /// <summary>Waits for a place; disposing of it gives it back.</summary>
    /// <exception cref="FullException">Too many are waiting.</exception>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public async Task<IDisposable> EnterAsync(string name, CancellationToken cancellation)
    {
        var ticket = Queue(name);
        await using (cancellation.Register(() => GiveUp(ticket, cancellation)).ConfigureAwait(false))
            await ticket.Granted.Task.ConfigureAwait(false);
        return ticket;
    }

    private Ticket Queue(string name)
    {
        lock (_lock)
        {
            var client = _clients.GetValueOrDefault(name) ?? new Client(name);
            if (client.Tickets.Count >= waitingPerClient)
                throw new FullException(isClient: true);
            if (_waiting >= waiting)
                throw new FullException(isClient: false);
            _clients[name] = client;
            if (client.Tickets.Count == 0)
                _turns.AddLast(client);
            var ticket = new Ticket(this, client);
            client.Tickets.AddLast(ticket);
            _waiting++;
            Grant();
            return ticket;
        }
    }

    private void Grant()
    {
        while (_inside < places && _turns.FirstOrDefault(client => client.Inside < places - 1) is { } client)
        {
            var ticket = client.Tickets.First!.Value;
            client.Tickets.RemoveFirst();
            _waiting--;
            _turns.Remove(client);
            if (client.Tickets.Count > 0)
                _turns.AddLast(client);
            client.Inside++;
            _inside++;
            ticket.Granted.TrySetResult();
        }
    }

    private void GiveUp(Ticket ticket, CancellationToken cancellation)
    {
        lock (_lock)
        {
            var client = ticket.Client;
            if (!client.Tickets.Remove(ticket))
                return;
            _waiting--;
            if (client.Tickets.Count == 0)
                _turns.Remove(client);
            Forget(client);
            ticket.Granted.TrySetCanceled(cancellation);
        }
    }

    private void Leave(Client client)
    {
        lock (_lock)
        {
            client.Inside--;
            _inside--;
            Forget(client);
            Grant();
        }
    }

    private void Forget(Client client)
    {
        if (client is { Inside: 0, Tickets.Count: 0 })
            _clients.Remove(client.Name);
    }

    private sealed class Client(string name)
    {
        public string Name => name;

        public LinkedList<Ticket> Tickets { get; } = [];

        public int Inside { get; set; }
    }

    private sealed class Ticket(FairGate gate, Client client) : IDisposable
    {
        private int _left;

        public Client Client => client;

        // What waits for a place goes on elsewhere, not inside the lock.
        public TaskCompletionSource Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                gate.Leave(client);
        }
    }
}
