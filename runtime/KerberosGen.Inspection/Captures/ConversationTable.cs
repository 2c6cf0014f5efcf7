namespace KerberosGen.Inspection.Captures;

/// <summary>
/// The conversations that are going on, by both of their directions: at most 32,768, holding at most 64 MiB of bytes that
/// wait for others. Whoever was silent longest gives way.
/// </summary>
internal sealed class ConversationTable
{
    private const int CountLimit = 32 * 1024;
    private const long HeldLimit = 64 * 1024 * 1024;

    private readonly Dictionary<FlowKey, Flow> _flows = [];
    private Conversation? _newest;
    private Conversation? _oldest;
    private Flow? _recent;
    private int _count;
    private long _held;

    /// <summary>The flow with this key, which is now the one used last; null if it is not known.</summary>
    public Flow? Find(in FlowKey key)
    {
        if (_recent is { } recent)
        {
            if (recent.Key.Equals(key))
                return recent;
            Flow other = recent == recent.Conversation.First ? recent.Conversation.Second : recent.Conversation.First;
            if (other.Key.Equals(key))
                return _recent = other;
        }

        if (!_flows.TryGetValue(key, out Flow? flow))
            return null;
        if (flow.Conversation != _newest)
        {
            Unlink(flow.Conversation);
            Link(flow.Conversation);
        }

        return _recent = flow;
    }

    /// <summary>Adds a conversation; the one that was silent longest is completed and forgotten if there are too many.</summary>
    public void Add(Conversation conversation)
    {
        // An endpoint that talks to itself has one key for both directions.
        _flows[conversation.Second.Key] = conversation.Second;
        _flows[conversation.First.Key] = conversation.First;
        Link(conversation);
        _count++;
        _recent = conversation.First;
        if (_count <= CountLimit)
            return;
        Conversation silent = _oldest!;
        silent.Complete();
        Remove(silent);
    }

    public void Remove(Conversation conversation)
    {
        _flows.Remove(conversation.First.Key);
        _flows.Remove(conversation.Second.Key);
        Unlink(conversation);
        _count--;
        _held -= conversation.Held;
        if (_recent?.Conversation == conversation)
            _recent = null;
    }

    /// <summary>Notes what a flow holds; if all hold too much together, others hand out what they hold, the most silent first.</summary>
    public void Account(Flow flow)
    {
        if (flow.Held == flow.CountedHeld)
            return;
        Conversation conversation = flow.Conversation;
        Recount(conversation);
        if (_held <= HeldLimit)
            return;
        // A quarter at once, so that the walk past those that hold nothing is seldom taken.
        for (Conversation? other = _oldest; other is not null && _held > HeldLimit * 3 / 4; other = other.Newer)
        {
            if (other.Held == 0 || other == conversation)
                continue;
            other.Complete();
            Recount(other);
        }
    }

    /// <summary>Completes all, in the order of their numbers, and forgets them.</summary>
    public void Complete()
    {
        var all = new List<Conversation>(_count);
        for (Conversation? each = _oldest; each is not null; each = each.Newer)
            all.Add(each);
        foreach (Conversation each in all.OrderBy(c => c.Number))
            each.Complete();
        _flows.Clear();
        _newest = _oldest = null;
        _recent = null;
        _count = 0;
        _held = 0;
    }

    private void Recount(Conversation conversation)
    {
        _held -= conversation.Held;
        conversation.First.CountedHeld = conversation.First.Held;
        conversation.Second.CountedHeld = conversation.Second.Held;
        _held += conversation.Held;
    }

    private void Link(Conversation conversation)
    {
        conversation.Older = _newest;
        conversation.Newer = null;
        if (_newest is null)
            _oldest = conversation;
        else
            _newest.Newer = conversation;
        _newest = conversation;
    }

    private void Unlink(Conversation conversation)
    {
        if (conversation.Newer is null)
            _newest = conversation.Older;
        else
            conversation.Newer.Older = conversation.Older;
        if (conversation.Older is null)
            _oldest = conversation.Newer;
        else
            conversation.Older.Newer = conversation.Newer;
    }
}
