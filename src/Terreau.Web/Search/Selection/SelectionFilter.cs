using Terreau.Web.Search.Columns;
using Terreau.Web.Search.Tiles;

namespace Terreau.Web.Search.Selection;

/// <summary>Keeps, of a block of documents, those within the area and the ranges asked.</summary>
internal sealed class SelectionFilter
{
    private readonly (int Column, SearchRange Range)[] ranges;
    private readonly List<(int West, int East)> meridians = [];
    private readonly GreatCircle? centre;
    private readonly GeoPoint middle;
    private readonly double radiusKm;
    private readonly int north;
    private readonly int south;
    private readonly bool nowhere;

    public SelectionFilter(SearchQuery query, SearchSchema schema)
    {
        ranges = [.. query.Ranges.Select(r => (schema.NumberAt(r.Number), r)).Where(r => r.Item1 >= 0)];
        (north, south) = (0, int.MaxValue);
        if (query.Box is { } box)
        {
            nowhere = !(box.South <= box.North);
            (north, south) = (Mercator.Y(box.North), Mercator.Y(box.South));
            if (box.West <= box.East)
                meridians.Add((Mercator.X(box.West), Mercator.X(box.East)));
            else
                meridians.AddRange([(Mercator.X(box.West), int.MaxValue), (0, Mercator.X(box.East))]);
        }
        if (query.Within is { } circle)
        {
            nowhere |= !(circle.RadiusKm >= 0);
            centre = new GreatCircle(circle.Centre);
            (middle, radiusKm) = (circle.Centre, circle.RadiusKm);
            var (top, bottom) = GreatCircle.Band(middle.Latitude, Math.Min(radiusKm, 25_000));
            (north, south) = (Math.Max(north, top), Math.Min(south, bottom));
        }
        HasArea = query.Box is not null || query.Within is not null;
    }

    public bool HasArea { get; }
    public bool IsEmpty => !HasArea && ranges.Length == 0;

    public int Keep(SegmentColumns columns, Span<int> documents, Span<float> scores)
    {
        var kept = 0;
        for (var i = 0; i < documents.Length; i++)
        {
            var document = documents[i];
            if ((HasArea && !InArea(columns.X[document], columns.Y[document])) || !InRanges(columns, document))
                continue;
            documents[kept] = document;
            if (scores.Length > 0)
                scores[kept] = scores[i];
            kept++;
        }
        return kept;
    }

    private bool InArea(int x, int y)
    {
        if (x < 0 || nowhere || y < north || y > south)
            return false;
        if (meridians.Count > 0)
        {
            var within = false;
            foreach (var (west, east) in meridians)
                within |= x >= west && x <= east;
            if (!within)
                return false;
        }
        return centre is not { } circle || circle.Km(Mercator.Latitude(y), Mercator.Longitude(x)) <= radiusKm;
    }

    private bool InRanges(SegmentColumns columns, int document)
    {
        foreach (var (column, range) in ranges)
        {
            var value = columns.Numbers[column][document];
            if (value == DocumentFields.NoNumber ? !range.KeepUnknown : value < range.From || value > range.To)
                return false;
        }
        return true;
    }
}
