using System.Runtime.InteropServices;

namespace Assay.Matrices.Checking;

/// <summary>Rank of a sparse matrix modulo a prime below 2^31: the row of fewest entries is next, and in it the column of fewest (Markowitz 1957).</summary>
internal sealed class SparseElimination
{
    private const long MostSteps = 300_000_000;
    private const int MostDense = 3000;
    private const double Dense = 0.1;

    private readonly Dictionary<int, uint>[] _rows;
    private readonly HashSet<int>[] _columns;
    private readonly uint _prime;
    private long _steps;

    private SparseElimination(int rows, int columns, int[] rowOf, int[] columnOf, uint[] residues, uint prime)
    {
        _prime = prime;
        _rows = [.. Enumerable.Range(0, rows).Select(_ => new Dictionary<int, uint>())];
        _columns = [.. Enumerable.Range(0, columns).Select(_ => new HashSet<int>())];
        for (var i = 0; i < residues.Length; i++)
        {
            if (residues[i] != 0)
            {
                _rows[rowOf[i]].Add(columnOf[i], residues[i]);
                _columns[columnOf[i]].Add(rowOf[i]);
            }
        }
    }

    /// <summary>The rank.</summary>
    /// <exception cref="BeyondLimitException">It fills up.</exception>
    public static int Rank(int rows, int columns, int[] rowOf, int[] columnOf, uint[] residues, uint prime, CancellationToken cancellation) =>
        new SparseElimination(rows, columns, rowOf, columnOf, residues, prime).Eliminate(cancellation);

    private int Eliminate(CancellationToken cancellation)
    {
        var rank = 0;
        var queue = new PriorityQueue<int, int>(_rows.Select((row, i) => (i, row.Count)).Where(row => row.Count > 0));
        var left = queue.Count;
        while (queue.TryDequeue(out var row, out var count))
        {
            // A row that has changed stands in the queue again.
            if (count == 0 || _rows[row].Count != count)
            {
                continue;
            }

            cancellation.ThrowIfCancellationRequested();
            if (count > Dense * left && left <= MostDense)
            {
                return rank + RankOfRest(cancellation);
            }

            Pivot(row, queue);
            (rank, left) = (rank + 1, left - 1);
        }

        return rank;
    }

    private int RankOfRest(CancellationToken cancellation)
    {
        var rows = _rows.Where(row => row.Count > 0).ToList();
        var places = rows.SelectMany(row => row.Keys).Distinct().Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        if ((long)rows.Count * places.Count > (long)MostDense * MostDense)
        {
            throw new BeyondLimitException("Elimination of the sparse matrix fills up.");
        }

        var entries = new uint[rows.Count * places.Count];
        foreach (var (i, row) in rows.Index())
        {
            foreach (var (column, value) in row)
            {
                entries[(i * places.Count) + places[column]] = value;
            }
        }

        return DenseElimination.Of(entries, rows.Count, places.Count, _prime, cancellation).Rank;
    }

    private void Pivot(int row, PriorityQueue<int, int> queue)
    {
        var pivots = _rows[row];
        var column = pivots.Keys.MinBy(one => _columns[one].Count);
        var inverse = PrimeNumbers.Inverse(pivots[column], _prime);
        foreach (var one in pivots.Keys)
        {
            _columns[one].Remove(row);
        }

        foreach (var other in _columns[column].ToArray())
        {
            var factor = (ulong)(_prime - _rows[other][column]) * inverse % _prime;
            foreach (var (place, entry) in pivots)
            {
                Add(other, place, factor * entry % _prime);
            }

            queue.Enqueue(other, _rows[other].Count);
            _steps += pivots.Count;
        }

        _rows[row] = [];
        if (_steps > MostSteps)
        {
            throw new BeyondLimitException("Elimination of the sparse matrix fills up.");
        }
    }

    private void Add(int row, int column, ulong value)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows[row], column, out var existed);
        entry = (uint)((entry + value) % _prime);
        if (entry == 0)
        {
            _rows[row].Remove(column);
            _columns[column].Remove(row);
        }
        else if (!existed)
        {
            _columns[column].Add(row);
        }
    }
}
