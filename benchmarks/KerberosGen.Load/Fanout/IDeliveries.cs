namespace KerberosGen.Load.Fanout;

/// <summary>Is told of every message that has arrived at a subscriber, in that subscriber's order, which was checked.</summary>
internal interface IDeliveries
{
    /// <summary>Some messages were read off a subscriber's connection at once.</summary>
    /// <param name="first">The sequence number of the first.</param>
    /// <param name="count">How many.</param>
    void Delivered(ulong first, int count);
}
