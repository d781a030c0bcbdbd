using System.Runtime.InteropServices;
using Terreau.Engine.Duplicates.Holding;
using Terreau.Engine.Duplicates.Reading;

namespace Terreau.Engine.Duplicates;

/// <summary>The walk from one record to its candidates, with the lists it fills. Not for two threads.</summary>
internal sealed class DuplicateSearch(
    DuplicateIndex index, SheetStore store, KeyChains chains, SpotGrid spots, RareGrams rare, Dictionary<int, TownList> byCommune)
{
    private readonly Probe probe = new();
    private readonly List<int> read = [];
    private readonly List<int> found = [];
    private readonly List<int> near = [];
    private readonly RareGrams.Scratch scratch = new();

    // In a join, those from here on meet us from their side.
    private int below;

    // What a name must reach beyond the least of a candidate, when only pairs of a higher score are wanted.
    private int raise;

    /// <summary>
    /// The candidates of a record, each once, by number. In a join each pair comes once: from the one with a commune when the
    /// other has none, else from the one with the higher number.
    /// </summary>
    /// <param name="asked">Where the record is held.</param>
    /// <param name="number">Its number there.</param>
    /// <param name="isJoin">True when each record of the index is asked in turn.</param>
    /// <param name="leastMillionths">Pairs under this score may be left out, which spares most comparisons of names.</param>
    public IEnumerable<(int Number, PairMarks Marks)> Candidates(
        SheetStore asked, int number, bool isJoin = false, int leastMillionths = DuplicateWeights.Candidate)
    {
        probe.Load(asked, number);
        raise = Math.Max(0, leastMillionths - DuplicateWeights.Candidate);
        below = isJoin ? number : int.MaxValue;
        found.Clear();
        Numbers(asked[number]);
        Spots(asked[number], number, isJoin);
        Acronyms(asked, number);
        Towns(asked, number);
        UnknownPlaces(asked, number, isJoin);
        found.Sort();
        var last = -1;
        foreach (var one in found)
        {
            if (one == last) continue;
            last = one;
            if (isJoin && !IsOurs(number, one)) continue;
            var marks = PairMarks.Of(probe, store, one);
            if (marks.IsCandidate) yield return (one, marks);
        }
    }

    private bool IsOurs(int number, int other)
        => store.HasCommune(number) == store.HasCommune(other) ? other < number : store.HasCommune(number);

    /// <summary>
    /// Those with a number, a phone or a domain in common: all are compared. All others have their name alone to reach the least
    /// score, unless a phone or a domain is shared by too many to be read: it then adds to names that alone would not reach it.
    /// </summary>
    private void Numbers(in Sheet sheet)
    {
        if (sheet.Siren >= 0) chains.Read(BlockKeys.Of(BlockKeys.Kind.Siren, (ulong)sheet.Siren), found);
        Shared(BlockKeys.Kind.Phone, sheet.Phone);
        Shared(BlockKeys.Kind.Domain, sheet.Site);
        if (sheet.Mail != sheet.Site) Shared(BlockKeys.Kind.Domain, sheet.Mail);
    }

    private void Shared(BlockKeys.Kind kind, long value)
    {
        if (value >= 0 && !chains.Read(BlockKeys.Of(kind, (ulong)value), found, DuplicateIndex.MostShared)) raise = 0;
    }

    private int Least(PlaceAgreement place) => DuplicateWeights.LeastName(place) + raise;

    /// <summary>Those at the same address or within 500 m whose name may suffice there.</summary>
    private void Spots(in Sheet sheet, int number, bool isJoin)
    {
        read.Clear();
        near.Clear();
        if (sheet.Street != 0) chains.Read(BlockKeys.Of(BlockKeys.Kind.Street, sheet.Street), read);
        spots.Read(sheet, read, near, below);
        KeepOurs(read, number, isJoin, Least(PlaceAgreement.SameSpot));
        KeepOurs(near, number, isJoin, Least(PlaceAgreement.Near));
    }

    private void KeepOurs(List<int> others, int number, bool isJoin, int least)
    {
        foreach (var other in CollectionsMarshal.AsSpan(others))
            if ((!isJoin || IsOurs(number, other)) && !store.IsOtherUnit(probe.Sheet.Unit, other) && probe.MayReach(store, other, least))
                found.Add(other);
    }

    /// <summary>Those whose acronym is ours or may stand for our name, or the reverse, where places agree.</summary>
    private void Acronyms(SheetStore asked, int number)
    {
        read.Clear();
        if (asked[number].Acronym >= 0)
        {
            var stated = asked.Pool[asked[number].Acronym];
            chains.Read(BlockKeys.OfAcronym(BlockKeys.Kind.Stated, stated), read);
            chains.Read(BlockKeys.OfAcronym(BlockKeys.Kind.Meant, stated), read);
        }

        Meant(asked, asked.Name(number));
        foreach (ref readonly var name in asked.OtherNames(number)) Meant(asked, name);
        foreach (var other in read)
            if (!store.IsOtherUnit(probe.Sheet.Unit, other)
                && SheetPlaces.Of(asked, number, store, other, out _) <= PlaceAgreement.SameTown) found.Add(other);
    }

    private void Meant(SheetStore asked, in NameRow name)
    {
        if (NameAcronyms.Of(asked, name) is { } acronym) chains.Read(BlockKeys.OfAcronym(BlockKeys.Kind.Stated, acronym), read);
    }

    /// <summary>Those of the same commune, or of the same postcode when a commune is unknown, whose name may suffice there.</summary>
    private void Towns(SheetStore asked, int number)
    {
        ref readonly var sheet = ref asked[number];
        var least = Least(PlaceAgreement.SameTown);
        if (sheet.HasCommune)
        {
            Town(sheet.Commune, least);
            foreach (var commune in asked.OtherCommunes(number)) Town(commune, least);
        }

        if (sheet.Postcode < 0) return;
        read.Clear();
        chains.Read(BlockKeys.Of(BlockKeys.Kind.PostcodeAlone, (ulong)sheet.Postcode), read);
        if (!sheet.HasCommune) chains.Read(BlockKeys.Of(BlockKeys.Kind.PostcodeWithCommune, (ulong)sheet.Postcode), read);
        Keep(CollectionsMarshal.AsSpan(read), least);
    }

    private void Town(int commune, int least)
    {
        if (!byCommune.TryGetValue(commune, out var list)) return;
        Town(list.WithoutUnit, least);
        // Those of our own SIREN are found by it; those of another are other organisations.
        if (probe.Sheet.Unit == 0) Town(list.WithUnit, least);
    }

    private void Town(List<int> others, int least)
    {
        if (probe.Names.Length > 1)
        {
            foreach (var other in CollectionsMarshal.AsSpan(others))
                if (other < below && probe.MayReach(store, other, least)) found.Add(other);
            return;
        }

        // Nearly every record has one name, and a town has thousands: what is the same for all of them is read once.
        var rows = store.Names;
        var mine = probe.Names[0].Row;
        foreach (var other in CollectionsMarshal.AsSpan(others))
        {
            if (other >= below) continue;
            ref readonly var theirs = ref rows[other];
            if (NameRow.MayReach(mine, theirs, least) || (theirs.HasOthers && probe.MayReach(store, other, least))) found.Add(other);
        }
    }

    /// <summary>
    /// Those of which nothing tells the place, or all when it is ours that is unknown. A join meets these pairs from their other
    /// side, so it never reads all.
    /// </summary>
    private void UnknownPlaces(SheetStore asked, int number, bool isJoin)
    {
        var least = Least(PlaceAgreement.Unknown);
        if (asked[number].HasCommune || isJoin)
        {
            read.Clear();
            rare.Read(asked, number, scratch, read);
            Keep(CollectionsMarshal.AsSpan(read), least);
            return;
        }

        var rows = store.Names[..index.Used];
        foreach (var name in probe.Names)
        {
            var mine = name.Row;
            for (var other = 0; other < rows.Length; other++)
                if (NameRow.MayReach(mine, rows[other], least)) found.Add(other);
        }

        foreach (var other in store.WithOtherNames)
            if (probe.MayReach(store, other, least)) found.Add(other);
    }

    private void Keep(ReadOnlySpan<int> others, int least)
    {
        foreach (var other in others)
            if (!store.IsOtherUnit(probe.Sheet.Unit, other) && probe.MayReach(store, other, least)) found.Add(other);
    }
}
