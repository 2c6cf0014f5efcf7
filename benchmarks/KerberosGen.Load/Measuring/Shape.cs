namespace KerberosGen.Load.Measuring;

/// <summary>How a load comes in.</summary>
/// <param name="Connections">Connections at once.</param>
/// <param name="InFlight">Requests on the way on each, at any time.</param>
/// <param name="IsDatagrams">True for UDP.</param>
internal readonly record struct Shape(int Connections, int InFlight, bool IsDatagrams)
{
    public override string ToString() => $"{Connections} x {InFlight}{(IsDatagrams ? " UDP" : "")}";
}
