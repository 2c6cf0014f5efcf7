using System.Globalization;

namespace KerberosGen.Load.Measuring;

/// <summary>How messages come into a room, and how many have to have them.</summary>
/// <param name="Subscribers">Who is told of each.</param>
/// <param name="InFlight">Messages at a time that not everyone has yet.</param>
internal readonly record struct FanoutShape(int Subscribers, int InFlight)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Subscribers:N0} x {InFlight}");
}
