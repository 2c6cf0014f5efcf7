namespace KerberosGen.Inspection.Captures;

/// <summary>Two endpoints that talk to each other by UDP, or by one TCP connection.</summary>
internal class Conversation
{
    /// <param name="number">Its number in the capture.</param>
    /// <param name="first">From who was seen first.</param>
    /// <param name="second">The other way.</param>
    public Conversation(int number, Flow first, Flow second)
    {
        Number = number;
        First = first;
        Second = second;
        first.Conversation = second.Conversation = this;
    }

    public int Number { get; }

    public Flow First { get; }

    public Flow Second { get; }

    /// <summary>Bytes of memory that it held when it was last looked at.</summary>
    public long Held => (long)First.CountedHeld + Second.CountedHeld;

    /// <summary>When it was last used, counted in uses of any.</summary>
    public long LastUse { get; set; }

    /// <summary>Hands out what it holds, cut where it ends.</summary>
    public virtual void Complete()
    {
    }
}
