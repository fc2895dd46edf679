package io.kuajie.recommend.domain.live;

import io.kuajie.recommend.domain.learning.Als;
import io.kuajie.recommend.domain.learning.Ease;
import io.kuajie.recommend.domain.learning.FactorMap;
import io.kuajie.recommend.domain.learning.ItemItem;
import io.kuajie.recommend.domain.learning.Popular;
import io.kuajie.recommend.domain.learning.Recipe;
import io.kuajie.recommend.domain.learning.SparseEase;
import io.kuajie.recommend.domain.learning.UserKernel;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Recipes as bytes, so that the next model can be learnt by the settings of the last. */
final class RecipeBytes {
    private RecipeBytes() {}

    static void write(DataOutputStream out, Recipe recipe) throws IOException {
        switch (recipe) {
            case Popular(long halfLifeSeconds) -> {
                out.writeByte('p');
                out.writeLong(halfLifeSeconds);
            }
            case ItemItem(ItemItem.Kind kind, double alpha, double beta, int neighbours) -> {
                out.writeByte('i');
                out.writeBoolean(kind == ItemItem.Kind.COSINE);
                out.writeDouble(alpha);
                out.writeDouble(beta);
                out.writeInt(neighbours);
            }
            case Ease(double ridge, double dropout, int mostItems) -> {
                out.writeByte('e');
                out.writeDouble(ridge);
                out.writeDouble(dropout);
                out.writeInt(mostItems);
            }
            case SparseEase(double ridge, double dropout, int neighbours) -> {
                out.writeByte('s');
                out.writeDouble(ridge);
                out.writeDouble(dropout);
                out.writeInt(neighbours);
            }
            case UserKernel(double ridge, double rarity, boolean sourcesOnly, int mostPeople) -> {
                out.writeByte('u');
                out.writeDouble(ridge);
                out.writeDouble(rarity);
                out.writeBoolean(sourcesOnly);
                out.writeInt(mostPeople);
            }
            case Als als -> {
                out.writeByte('a');
                write(out, als);
            }
            case FactorMap(Als source, Als target, double ridge) -> {
                out.writeByte('m');
                write(out, source);
                write(out, target);
                out.writeDouble(ridge);
            }
        }
    }

    static Recipe read(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case 'p' -> new Popular(in.readLong());
            case 'i' ->
                new ItemItem(
                        in.readBoolean() ? ItemItem.Kind.COSINE : ItemItem.Kind.RP3BETA,
                        in.readDouble(),
                        in.readDouble(),
                        in.readInt());
            case 'e' -> new Ease(in.readDouble(), in.readDouble(), in.readInt());
            case 's' -> new SparseEase(in.readDouble(), in.readDouble(), in.readInt());
            case 'u' -> new UserKernel(in.readDouble(), in.readDouble(), in.readBoolean(), in.readInt());
            case 'a' -> als(in);
            case 'm' -> new FactorMap(als(in), als(in), in.readDouble());
            default -> throw new IOException("it has a recipe of kind %d".formatted(kind));
        };
    }

    static void write(DataOutputStream out, Als als) throws IOException {
        out.writeInt(als.factors());
        out.writeInt(als.rounds());
        out.writeDouble(als.unobserved());
        out.writeDouble(als.regularisation());
        out.writeDouble(als.exponent());
        out.writeDouble(als.sources());
    }

    static Als als(DataInputStream in) throws IOException {
        return new Als(in.readInt(), in.readInt(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    }
}
