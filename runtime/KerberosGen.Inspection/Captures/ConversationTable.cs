namespace KerberosGen.Inspection.Captures;

/// <summary>
/// The conversations that are going on, by both of their directions: at most 32,768, holding at most 64 MiB of bytes that
/// wait for others. Whoever was silent longest gives way.
/// </summary>
internal sealed class ConversationTable
{
    private const int CountLimit = 32 * 1024;
    private const long HeldLimit = 64 * 1024 * 1024;
    private const int RecentCount = 1024;

    private readonly Dictionary<FlowKey, Flow> _flows = [];
    private readonly Flow?[] _recent = new Flow?[RecentCount];
    private long _uses;
    private int _count;
    private long _held;

    /// <summary>The flow with this key, which is now the one used last; null if it is not known.</summary>
    public Flow? Find(in FlowKey key)
    {
        ref Flow? recent = ref _recent[key.GetHashCode() & (RecentCount - 1)];
        Flow? flow = recent;
        if (flow is null || !flow.Key.Matches(key))
        {
            if (!_flows.TryGetValue(key, out flow))
                return null;
            recent = flow;
        }

        flow.Conversation.LastUse = ++_uses;
        return flow;
    }

    /// <summary>Adds a conversation; if there are too many, those that were silent longest are completed and forgotten.</summary>
    public void Add(Conversation conversation)
    {
        if (_count == CountLimit)
        {
            // Many at once, so that finding them is seldom needed.
            foreach (Conversation silent in BySilence().Take(CountLimit / 8))
            {
                silent.Complete();
                Remove(silent);
            }
        }

        // An endpoint that talks to itself has one key for both directions.
        _flows[conversation.Second.Key] = conversation.Second;
        _flows[conversation.First.Key] = conversation.First;
        conversation.LastUse = ++_uses;
        _count++;
    }

    public void Remove(Conversation conversation)
    {
        Forget(conversation.First);
        Forget(conversation.Second);
        _count--;
        _held -= conversation.Held;
    }

    /// <summary>Notes what a flow holds; if all hold too much together, others hand out what they hold, the most silent first.</summary>
    public void Account(Flow flow)
    {
        if (flow.Held == flow.CountedHeld)
            return;
        Recount(flow.Conversation);
        if (_held <= HeldLimit)
            return;
        foreach (Conversation silent in BySilence())
        {
            // A quarter at once, for the same reason.
            if (_held <= HeldLimit * 3 / 4)
                break;
            if (silent.Held == 0 || silent == flow.Conversation)
                continue;
            silent.Complete();
            Recount(silent);
        }
    }

    /// <summary>Completes all, in the order of their numbers, and forgets them.</summary>
    public void Complete()
    {
        foreach (Conversation each in All().OrderBy(c => c.Number).ToList())
            each.Complete();
        _flows.Clear();
        Array.Clear(_recent);
        _count = 0;
        _held = 0;
    }

    private IEnumerable<Conversation> All() => _flows.Values.Where(f => f == f.Conversation.First).Select(f => f.Conversation);

    private List<Conversation> BySilence() => [.. All().OrderBy(c => c.LastUse)];

    private void Forget(Flow flow)
    {
        _flows.Remove(flow.Key);
        ref Flow? recent = ref _recent[flow.Key.GetHashCode() & (RecentCount - 1)];
        if (recent == flow)
            recent = null;
    }

    private void Recount(Conversation conversation)
    {
        _held -= conversation.Held;
        conversation.First.CountedHeld = conversation.First.Held;
        conversation.Second.CountedHeld = conversation.Second.Held;
        _held += conversation.Held;
    }
}
