namespace Terreau.Engine.Eligibility;

/// <summary>A value of strong Kleene logic, ordered False &lt; Unknown &lt; True: "all" is the least, "any" the greatest.</summary>
public enum Truth : byte
{
    /// <summary>It does not hold, whatever is still unknown.</summary>
    False = 0,

    /// <summary>It depends on what is not known yet.</summary>
    Unknown = 1,

    /// <summary>It holds, whatever is still unknown.</summary>
    True = 2,
}

/// <summary>The operations of strong Kleene logic on <see cref="Truth"/>.</summary>
public static class Kleene
{
    /// <summary>Exchanges True and False; Unknown stays.</summary>
    public static Truth Not(this Truth truth) => (Truth)(2 - (byte)truth);

    /// <summary>The lesser of the two.</summary>
    public static Truth And(this Truth left, Truth right) => left < right ? left : right;

    /// <summary>The greater of the two.</summary>
    public static Truth Or(this Truth left, Truth right) => left > right ? left : right;

    /// <summary>True when at least k are True; False when even with every Unknown there would be fewer than k; else Unknown.</summary>
    public static Truth AtLeast(int k, int trueCount, int unknownCount)
        => trueCount >= k ? Truth.True : trueCount + unknownCount < k ? Truth.False : Truth.Unknown;

    /// <summary>The truth of a plain yes or no.</summary>
    public static Truth Of(bool value) => value ? Truth.True : Truth.False;
}
