using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;

namespace Terreau.Web.Ui;

/// <summary>
/// HTML written as interpolated strings: what stands in the source is markup, what fills a hole is
/// encoded, unless it is markup already. For what every list carries or repeats: a node of the component
/// tree for each of its parts would cost more than the rest of the page.
/// </summary>
internal sealed class HtmlText
{
    // Documents are UTF-8: accents need no escape, as in the source of the pages.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private char[] buffer = ArrayPool<char>.Shared.Rent(1024);
    private int length;

    public static MarkupString Of(ref Holes piece) => piece.Target.ToMarkup();

    // The compiler has written the piece by the time this is called.
    public HtmlText Add([InterpolatedStringHandlerArgument("")] ref Holes piece) => this;

    /// <summary>What was written, once: nothing may be added after.</summary>
    public MarkupString ToMarkup()
    {
        var markup = new MarkupString(new string(buffer, 0, length));
        ArrayPool<char>.Shared.Return(buffer);
        buffer = [];
        return markup;
    }

    private void Append(ReadOnlySpan<char> markup)
    {
        if (markup.Length > buffer.Length - length) Grow(markup.Length);
        markup.CopyTo(buffer.AsSpan(length));
        length += markup.Length;
    }

    private void Encode(ReadOnlySpan<char> text)
    {
        while (true)
        {
            var done = Encoder.Encode(text, buffer.AsSpan(length), out var read, out var written);
            length += written;
            if (done != OperationStatus.DestinationTooSmall) return;
            text = text[read..];
            Grow(text.Length + Encoder.MaxOutputCharactersPerInputCharacter);
        }
    }

    private void Grow(int wanted)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(buffer.Length * 2, length + wanted));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(buffer);
        buffer = larger;
    }

    /// <summary>What the compiler makes of an interpolated string given to <see cref="Add"/> or <see cref="Of"/>.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Holes
    {
        public Holes(int literalLength, int formattedCount) : this(literalLength, formattedCount, new HtmlText())
        {
        }

        public Holes(int literalLength, int formattedCount, HtmlText target) => Target = target;

        public HtmlText Target { get; }

        public void AppendLiteral(string markup) => Target.Append(markup);

        public void AppendFormatted(string? text) => Target.Encode(text);

        public void AppendFormatted(MarkupString markup) => Target.Append(markup.Value);
    }
}
