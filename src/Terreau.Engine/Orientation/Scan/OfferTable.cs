using System.Collections.Immutable;
using Terreau.Engine.Eligibility.Programs;
using Terreau.Engine.Quantities;

namespace Terreau.Engine.Orientation.Scan;

/// <summary>
/// The offers as columns: what the scan reads of each, packed; perimeters, windows and rules that are equal are one.
/// Built once, then only read.
/// </summary>
internal sealed class OfferTable
{
    public const int NoStaleLimit = int.MinValue;

    public readonly Offer[] Offers;
    public readonly RuleProgram Program;
    public readonly int[] Root;
    public readonly byte[] Stages;
    public readonly byte[] Kinds;
    public readonly ulong[] Natures;
    public readonly ulong[] Themes;
    public readonly ulong[] Audiences;
    public readonly int[] PerimeterOf;
    public readonly ImmutableArray<string>[] Perimeters;
    public readonly int[] WindowOf;
    public readonly OfferWindow[] Windows;
    public readonly int[] CheckedOn;
    public readonly int[] Quality;
    public readonly bool[] Saturated;
    public readonly OfferLimits[] Limits;
    public readonly bool[] IsCall;
    public readonly long[] AmountMin;
    public readonly int[][] ByKind;
    public readonly (int[] OfProject, int[] OfNeed)[] NodesOfKind;
    public readonly Dictionary<string, int> IndexOf;
    public readonly Dictionary<string, int> ThemeBits;
    public readonly Dictionary<string, int> AudienceBits;

    public OfferTable(IEnumerable<Offer> offers)
    {
        Offers = [.. offers.OrderBy(offer => offer.Id, StringComparer.Ordinal)];
        var count = Offers.Length;
        IndexOf = new Dictionary<string, int>(count, StringComparer.Ordinal);
        (Root, PerimeterOf, WindowOf, CheckedOn, Quality) = (new int[count], new int[count], new int[count], new int[count],
            new int[count]);
        (Stages, Kinds, Natures, Themes, Audiences) = (new byte[count], new byte[count], new ulong[count], new ulong[count],
            new ulong[count]);
        (Saturated, AmountMin) = (new bool[count], new long[count]);
        (Limits, IsCall) = (new OfferLimits[count], new bool[count]);
        ThemeBits = Bits(Offers.SelectMany(offer => offer.Themes), "filières");
        AudienceBits = Bits(Offers.SelectMany(offer => offer.Audiences), "publics");

        var rules = new RuleProgramBuilder();
        var perimeters = new Dictionary<string, int>(StringComparer.Ordinal);
        var perimeterList = new List<ImmutableArray<string>>();
        var windows = new Dictionary<OfferWindow, int>();
        for (var i = 0; i < count; i++)
        {
            var offer = Offers[i];
            if (!IndexOf.TryAdd(offer.Id, i)) throw new ArgumentException($"Two offers have the id « {offer.Id} ».", nameof(offers));
            if (offer.Needs.IsEmpty) throw new ArgumentException($"The offer « {offer.Id} » answers no need.", nameof(offers));
            Root[i] = rules.Add(offer.Rule);
            foreach (var stage in offer.Stages) Stages[i] |= (byte)(1 << (int)stage);
            foreach (var need in offer.Needs)
            {
                Kinds[i] |= (byte)(1 << (int)need.Kind);
                if (Codes.IndexOfNature(need.Nature) is >= 0 and var nature) Natures[i] |= 1UL << nature;
            }

            foreach (var theme in offer.Themes) Themes[i] |= 1UL << ThemeBits[theme];
            if (!offer.Audiences.Contains(Codes.EveryAudience))
            {
                foreach (var audience in offer.Audiences) Audiences[i] |= 1UL << AudienceBits[audience];
            }

            var zones = offer.Perimeter.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
            var key = string.Join('|', zones);
            if (!perimeters.TryGetValue(key, out PerimeterOf[i]))
            {
                perimeters[key] = PerimeterOf[i] = perimeterList.Count;
                perimeterList.Add(zones);
            }

            if (!windows.TryGetValue(offer.Window, out WindowOf[i])) windows[offer.Window] = WindowOf[i] = windows.Count;
            CheckedOn[i] = offer.CheckedOn?.DayNumber ?? NoStaleLimit;
            Quality[i] = (int)(Math.Clamp(offer.Quality ?? SheetQuality.Of(offer), 0m, 1m) * Factors.One);
            (Saturated[i], Limits[i], IsCall[i]) = (offer.IsSaturated, offer.Limits, offer.IsCall);
            AmountMin[i] = offer.AmountMin?.Cents ?? 0;
        }

        Program = rules.Build();
        Perimeters = [.. perimeterList];
        Windows = [.. windows.OrderBy(pair => pair.Value).Select(pair => pair.Key)];
        ByKind = [.. Enum.GetValues<NeedKind>().Select(kind =>
            Enumerable.Range(0, count).Where(i => (Kinds[i] & (1 << (int)kind)) != 0).ToArray())];
        NodesOfKind = [.. ByKind.Select(indexes => Program.Under(indexes.Select(i => Root[i])))];
    }

    private static Dictionary<string, int> Bits(IEnumerable<string> codes, string what)
    {
        var bits = codes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select((code, index) => (code, index)).ToDictionary(pair => pair.code, pair => pair.index, StringComparer.Ordinal);
        return bits.Count <= 64 ? bits : throw new ArgumentException($"At most 64 different {what} fit in a catalogue.", nameof(codes));
    }
}
