using System.Collections.Immutable;
using System.Numerics;
using Terreau.Engine.Eligibility;
using Terreau.Engine.Geography;

namespace Terreau.Engine.Orientation.Scan;

/// <summary>The memory of one scan, kept and lent again: a scan allocates nothing for an offer.</summary>
internal sealed class Workspace(OfferTable table)
{
    public readonly Truth[] Nodes = new Truth[table.Program.NodeCount];
    public readonly Truth[] PerimeterTruth = new Truth[table.Perimeters.Length];
    public readonly int[] PerimeterFactor = new int[table.Perimeters.Length];
    public readonly RankList Eligible = new(table.Offers.Length);
    public readonly RankList ToConfirm = new(table.Offers.Length);
    public readonly RankList Excluded = new(table.Offers.Length);
    public readonly int[] WaitCounts = new int[table.Program.NodeCount * QuestionTally.Combinations];
    public readonly List<int> WaitKeys = [];
    public readonly int[] Slots = new int[table.Program.FactCount];
    public readonly int[] SlotStamps = new int[table.Program.FactCount];
    public readonly long[] SlotWeights = new long[table.Program.FactCount + QuestionTally.Extras];
    public readonly int[] SlotOffers = new int[table.Program.FactCount + QuestionTally.Extras];
    public int Stamp;

    // How many facts a root waits for, counted once for a need.
    private readonly int[] openOf = new int[table.Program.NodeCount];
    private readonly int[] openStamps = new int[table.Program.NodeCount];
    private int openStamp;
    private int kindsDone;

    /// <summary>What is known of the project, as the scan reads it.</summary>
    public Facts Facts = Facts.Empty;
    public DayView Day = null!;
    public ImmutableArray<string> Places;
    public int StageMask;
    public bool ThemesKnown;
    public ulong ThemeMask;
    public int ThemeCount;
    public bool AudiencesKnown;
    public bool AudienceIsEveryone;
    public ulong AudienceMask;

    /// <summary>Reads the project once for all its needs.</summary>
    public void Read(OrientationProblem problem, Zones zones, DayView day)
    {
        Day = day;
        Facts = problem.Facts;
        Places = PlacesOf(Facts);
        StageMask = 0;
        if (Facts.ValueOf(FactIds.Stages) is FactValue.Many stages)
        {
            foreach (var code in stages.Codes)
            {
                if (Codes.TryStage(code, out var stage)) StageMask |= 1 << (int)stage;
            }
        }

        (ThemesKnown, ThemeMask, ThemeCount) = (false, 0, 0);
        if (Facts.ValueOf(FactIds.Themes) is FactValue.Many themes)
        {
            (ThemesKnown, ThemeCount) = (true, themes.Codes.Length);
            foreach (var code in themes.Codes)
            {
                if (table.ThemeBits.TryGetValue(code, out var bit)) ThemeMask |= 1UL << bit;
            }
        }

        (AudiencesKnown, AudienceIsEveryone, AudienceMask) = (false, false, 0);
        if (Facts.ValueOf(FactIds.Audiences) is FactValue.Many audiences)
        {
            AudiencesKnown = true;
            foreach (var code in audiences.Codes)
            {
                if (code == Codes.EveryAudience) AudienceIsEveryone = true;
                else if (table.AudienceBits.TryGetValue(code, out var bit)) AudienceMask |= 1UL << bit;
            }
        }

        for (var p = 0; p < table.Perimeters.Length; p++)
            (PerimeterTruth[p], PerimeterFactor[p]) = Reach(table.Perimeters[p], Places, zones);
        kindsDone = 0;
    }

    /// <summary>Evaluates the rules of the offers of a kind for a need; what depends on the project alone, once for the kind.</summary>
    public void EvaluateRules(NeedKind kind, Facts withNeed, Zones zones)
    {
        var (ofProject, ofNeed) = table.NodesOfKind[(int)kind];
        if ((kindsDone & (1 << (int)kind)) == 0) table.Program.Evaluate(ofProject, Facts, zones, Nodes);
        kindsDone |= 1 << (int)kind;
        table.Program.Evaluate(ofNeed, withNeed, zones, Nodes);
        openStamp++;
    }

    /// <summary>Where the project is: the zones of its activity and the commune of its seat; empty when unknown.</summary>
    public static ImmutableArray<string> PlacesOf(Facts facts)
    {
        var places = facts.ValueOf(FactIds.ActivityZones) is FactValue.Many zones ? zones.Codes : [];
        return facts.ValueOf(FactIds.Seat) is FactValue.Choice seat && !places.Contains(seat.AsCommune)
            ? places.Add(seat.AsCommune) : places;
    }

    /// <summary>Whether a perimeter reaches the project, and how near the zone that does it is.</summary>
    public static (Truth Truth, int Factor) Reach(ImmutableArray<string> perimeter, ImmutableArray<string> places, Zones zones)
    {
        if (perimeter.IsEmpty) return (Truth.Unknown, Nearness(ZoneLevel.Country));
        var (best, factor) = (Truth.False, 0);
        foreach (var zone in perimeter)
        {
            var level = Zones.LevelOf(zone) ?? ZoneLevel.Country;
            var truth = !places.IsEmpty ? zones.AnyInside(places, [zone])
                : level == ZoneLevel.Country ? Truth.True : Truth.Unknown;
            if (truth == Truth.False || truth < best) continue;
            factor = truth > best ? Nearness(level) : Math.Max(factor, Nearness(level));
            best = truth;
        }

        return (best, factor);
    }

    /// <summary>1 for a commune or less, 0.9 for the territory, 0.8 département, 0.6 region, 0.4 country, in millionths.</summary>
    public static int Nearness(ZoneLevel level) => level switch
    {
        ZoneLevel.Territory => 900_000,
        ZoneLevel.Departement => 800_000,
        ZoneLevel.Region => 600_000,
        ZoneLevel.Country => 400_000,
        _ => Factors.One,
    };

    public int StageFactor(int offerStages)
        => offerStages == 0 ? Factors.One
            : StageMask == 0 ? Factors.One / 2
            : (offerStages & StageMask) != 0 ? Factors.One
            : (offerStages & ((StageMask << 1) | (StageMask >> 1))) != 0 ? Factors.One / 2 : 0;

    /// <summary>Jaccard; 0.5 when the offer serves every filière or the project's are not known.</summary>
    public int ThemeFactor(ulong offerThemes)
    {
        if (offerThemes == 0 || !ThemesKnown) return Factors.One / 2;
        var common = BitOperations.PopCount(offerThemes & ThemeMask);
        return Factors.Ratio(common, BitOperations.PopCount(offerThemes) + ThemeCount - common);
    }

    /// <summary>Another filière only weighs, unless the offer refuses it.</summary>
    public Truth ThemeTruth(int offer)
        => table.Themes[offer] == 0 || (table.Limits[offer] & OfferLimits.Themes) == 0 ? Truth.True
            : !ThemesKnown ? Truth.Unknown
            : (table.Themes[offer] & ThemeMask) != 0 ? Truth.True : Truth.False;

    /// <summary>
    /// Other publics are a question: few people tick every public they serve. They are a refusal where the offer says so.
    /// </summary>
    public Truth AudienceTruth(int offer)
        => table.Audiences[offer] == 0 || (table.Audiences[offer] & AudienceMask) != 0 ? Truth.True
            : !AudiencesKnown || AudienceIsEveryone || (table.Limits[offer] & OfferLimits.Audiences) == 0 ? Truth.Unknown : Truth.False;

    /// <summary>Another stage only weighs, unless the offer refuses it.</summary>
    public Truth StageTruth(int offer)
        => table.Stages[offer] == 0 || (table.Limits[offer] & OfferLimits.Stages) == 0 ? Truth.True
            : StageMask == 0 ? Truth.Unknown
            : (table.Stages[offer] & StageMask) != 0 ? Truth.True : Truth.False;

    /// <summary>Whether one may ask: nobody knows of a call whose dates are not known.</summary>
    public Truth OpenTruth(int offer)
        => Day.WindowOver[table.WindowOf[offer]] ? Truth.False
            : table.IsCall[offer] && table.Windows[table.WindowOf[offer]].IsUnknown ? Truth.Unknown : Truth.True;

    /// <summary>True when the offer serves the project's stage or one beside it, or when either is not known.</summary>
    public bool IsNearStage(int offerStages)
        => offerStages == 0 || StageMask == 0 || (offerStages & (StageMask | (StageMask << 1) | (StageMask >> 1))) != 0;

    /// <summary>How many facts the rule of an offer waits for.</summary>
    public int OpenFacts(int root)
    {
        if (openStamps[root] == openStamp) return openOf[root];
        openStamps[root] = openStamp;
        return openOf[root] = table.Program.CollectUnknown(root, Nodes, Slots, SlotStamps, ++Stamp);
    }

    /// <summary>Counts one more offer to confirm that waits for its rule and for these facts of the project.</summary>
    public void Wait(int root, Truth place, Truth theme, Truth audience, Truth amount, Truth stage)
    {
        var key = (root * QuestionTally.Combinations) + Bit(place, 1) + Bit(theme, 2) + Bit(audience, 4) + Bit(amount, 8) + Bit(stage, 16);
        if (WaitCounts[key]++ == 0) WaitKeys.Add(key);
    }

    private static int Bit(Truth truth, int bit) => truth == Truth.Unknown ? bit : 0;

    /// <summary>Leaves the counts at zero for the next scan.</summary>
    public void ForgetWaits()
    {
        foreach (var key in WaitKeys) WaitCounts[key] = 0;
        WaitKeys.Clear();
    }
}
